package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S, 250ms",
        "10s, PT10S, 10s",
        "5m, PT5M, 5m",
        "2h, PT2H, 2h",
        "24h, PT24H, 24h",
        "1d, PT24H, 24h",
        "3d, PT72H, 3d",
        "25h, PT25H, 25h",
        "90s, PT1M30S, 90s",
        "60s, PT1M, 1m",
        "1500ms, PT1.5S, 1500ms",
        "999999999d, PT23999999976H, 999999999d",
    })
    void readsAndPrintsBack(String text, Duration duration, String printed) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.print(duration)).isEqualTo(printed);
        assertThat(Durations.parse(printed)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "10",
                "0s",
                "05s",
                "-5s",
                "+5s",
                "1.5s",
                "5 s",
                " 5s",
                "5s ",
                "5S",
                "5min",
                "5w",
                "PT5S",
                "1h30m",
                "٣s",
                "1000000000s"
            })
    void refusesEverythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.0005S, 0s"})
    void printsWhatRoundsToNothing(Duration duration, String printed) {
        assertThat(Durations.print(duration)).isEqualTo(printed);
    }
}
