package dev.ringback.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The waits between attempts: the first stands between attempts 1 and 2. Empty means that nothing is tried again. */
public record RetrySchedule(List<Duration> waits) {
    /** What the Standard Webhooks specification recommends, from 5 seconds to 24 hours; in all about three days. */
    public static final RetrySchedule STANDARD = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    public RetrySchedule {
        waits = List.copyOf(waits);
    }

    /** How long to wait after that attempt (the first is 1), or empty when it was the last. */
    public Optional<Duration> waitAfter(int attempt) {
        return attempt >= 1 && attempt <= waits.size() ? Optional.of(waits.get(attempt - 1)) : Optional.empty();
    }
}
