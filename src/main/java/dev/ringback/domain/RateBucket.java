package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a lane within a rate limit by spacing its attempts evenly, with a burst of at most one tenth of a second's worth. The
 * spacing makes up for the
 * burst, so that no period of the limit's length sees more attempts than it allows.
 */
public final class RateBucket {
    private static final long BURST_NANOS = Duration.ofMillis(100).toNanos();

    private final long spacingNanos;
    private Instant nextAt = Instant.MIN;
    private Instant lastAt = Instant.MIN;

    public RateBucket(RateLimit limit, int parts) {
        long period = limit.per().toNanos();
        boolean bursts = period * parts / limit.attempts() < BURST_NANOS;
        this.spacingNanos = Math.max(1, (bursts ? period + BURST_NANOS : period) * parts / limit.attempts());
    }

    public boolean allows(Instant now) {
        return !now.isBefore(nextAt);
    }

    public void started(Instant now) {
        Instant earliest = now.minusNanos(spacingNanos < BURST_NANOS ? BURST_NANOS : 0);
        lastAt = now;
        nextAt = (nextAt.isBefore(earliest) ? earliest : nextAt).plusNanos(spacingNanos);
    }

    /** Takes over what a bucket with other terms had used up, but waits no longer than its own terms ask for. */
    void follow(RateBucket before) {
        lastAt = before.lastAt;
        Instant latest = lastAt.equals(Instant.MIN) ? Instant.MIN : lastAt.plusNanos(spacingNanos);
        nextAt = before.nextAt.isBefore(latest) ? before.nextAt : latest;
    }

    /** Whether a new bucket would be the same. */
    boolean isRested(Instant now) {
        return !now.minusNanos(BURST_NANOS).isBefore(nextAt);
    }

    public Instant nextAt() {
        return nextAt;
    }
}
