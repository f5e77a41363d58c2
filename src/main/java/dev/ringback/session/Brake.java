package dev.ringback.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever fails again and again: a few failures are free, then each makes the next try wait, twice as long as the one before, up to
 * a bound. Never a lock-out: else anybody could lock out anybody. An attempt counts as failed until it is known to be good, so many at once
 * gain nothing. Safe for all threads; it remembers so many, and forgets first whom it has not seen for longest.
 */
final class Brake {
    private static final int REMEMBERED_MAX = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MAX = 10;

    private final InstantSource clock;
    private final int free;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    Brake(InstantSource clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    /** How long to wait before the next try; empty when this one may go on, and is counted. */
    synchronized Optional<Duration> admit(String who) {
        long present = clock.millis();
        Count known = counts.get(who);
        Count count = known == null || known.last + FORGOTTEN_AFTER.toMillis() < present ? Count.NONE : known;
        if (count.until > present) {
            return Optional.of(Duration.ofMillis(count.until - present));
        }
        int failures = count.failures + 1;
        counts.put(who, new Count(failures, present + wait(failures).toMillis(), present));
        return Optional.empty();
    }

    /** This attempt was no failure. */
    synchronized void undo(String who) {
        Count count = counts.get(who);
        if (count != null) {
            counts.put(who, new Count(Math.max(0, count.failures - 1), 0, count.last));
        }
    }

    /** It was really them. */
    synchronized void forgive(String who) {
        counts.remove(who);
    }

    private Duration wait(int failures) {
        int over = failures - free;
        if (over <= 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over - 1, DOUBLINGS_MAX));
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }

    private record Count(int failures, long until, long last) {
        static final Count NONE = new Count(0, 0, 0);
    }
}
