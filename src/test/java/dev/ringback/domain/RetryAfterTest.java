package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "120 | 120",
                "' 7 ' | 7",
                "Sun, 22 Nov 2026 10:02:00 GMT | 120",
                "Sun, 22 Nov 2026 09:00:00 GMT | 0",
            })
    void readsSecondsAndDates(String value, long seconds) {
        assertThat(RetryAfter.of(value, NOW)).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void neverAnswersWhatCannotBeAddedToATime(String value) {
        assertThat(RetryAfter.of(value, NOW)).hasValue(Duration.ofDays(366));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "1.5", "soon", "2026-11-22T10:02:00Z", "Mon, 22 Nov 2026 10:02:00 GMT", "١٢"})
    void ignoresWhatItCannotRead(String value) {
        assertThat(RetryAfter.of(value, NOW)).isEmpty();
    }

    @Test
    void ignoresALongValueUnread() {
        assertThat(RetryAfter.of("1".repeat(65), NOW)).isEmpty();
    }
}
