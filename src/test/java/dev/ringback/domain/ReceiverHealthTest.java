package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.ReceiverHealth.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 4, FINE, ''",
        "0, 5, FINE, FAILING",
        "3, 3, FINE, ''",
        "3, 4, FINE, FAILING",
        "3, 4, FAILING, ''",
        "3, 1, FAILING, ''",
        "4, 1, FAILING, FINE",
        "0, 0, FAILING, ''",
        "1, 0, DISABLED, FINE"
    })
    void tellsWhatHasChanged(double delivered, double failing, Told told, String toTell) {
        ReceiverHealth health =
                new ReceiverHealth(delivered, failing, false, NOW.minusSeconds(60), told, Optional.empty());

        assertThat(health.toTell(NOW))
                .isEqualTo(toTell.isEmpty() ? Optional.empty() : Optional.of(Told.valueOf(toTell)));
    }

    @Test
    void tellsOfEachTimeThatAProfileIsDisabled() {
        Instant told = NOW.minus(Duration.ofHours(3));
        assertThat(disabled(told.minusSeconds(1), told).toTell(NOW)).isEmpty();
        assertThat(disabled(told.plusSeconds(1), told).toTell(NOW)).contains(Told.DISABLED);
    }

    @Test
    void tellsNothingWithinAnHour() {
        Instant told = NOW.minus(ReceiverHealth.BETWEEN).plusMillis(1);
        ReceiverHealth health = new ReceiverHealth(0, 100, false, NOW, Told.FINE, Optional.of(told));
        assertThat(health.toTell(NOW)).isEmpty();
        assertThat(health.toTell(NOW.plusMillis(1))).contains(Told.FAILING);
    }

    private static ReceiverHealth disabled(Instant since, Instant told) {
        return new ReceiverHealth(0, 0, true, since, Told.DISABLED, Optional.of(told));
    }
}
