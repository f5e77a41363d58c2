package dev.ringback.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a {@code Retry-After} header: seconds, or an HTTP date against the present. How long to honour it is the caller's decision. */
public final class RetryAfter {
    /** Longer than anyone waits, short enough that adding it to a time cannot overflow. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final int DIGITS_MAX = 18;

    private RetryAfter() {}

    /** Empty when it cannot be read; a date that has passed is zero. */
    public static Optional<Duration> of(String value, Instant now) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > 64) {
            return Optional.empty();
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(
                    text.length() > DIGITS_MAX ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, date)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
