package dev.ringback.domain.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000Z",
                "2024-02-29T23:59:59.999Z",
                "2000-02-29T00:00:00.001Z",
                "2100-03-01T12:00:00.010Z",
                "2026-12-31T23:59:59.999Z",
                "1969-12-31T23:59:59.999Z",
                "2026-11-22T09:30:00.125Z"
            })
    void printsWithMilliseconds(String text) {
        assertThat(Rfc3339.text(Instant.parse(text).toEpochMilli())).isEqualTo(text);
    }

    @Test
    void agreesWithTheJdk() {
        DateTimeFormatter jdk =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            long millis = random.nextLong(0, 1L << 47);

            assertThat(Rfc3339.text(millis)).isEqualTo(jdk.format(Instant.ofEpochMilli(millis)));
        }
    }
}
