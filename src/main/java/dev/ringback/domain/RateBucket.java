package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;

/** Keeps a lane within a rate limit by spacing its attempts evenly, with a burst of at most one tenth of a second's worth. */
public final class RateBucket {
    private static final long BURST_NANOS = Duration.ofMillis(100).toNanos();

    private final long spacingNanos;
    private Instant nextAt = Instant.MIN;

    public RateBucket(RateLimit limit, int parts) {
        this.spacingNanos = Math.max(1, limit.per().toNanos() * parts / limit.attempts());
    }

    public boolean allows(Instant now) {
        return !now.isBefore(nextAt);
    }

    public void started(Instant now) {
        Instant earliest = now.minusNanos(spacingNanos < BURST_NANOS ? BURST_NANOS : 0);
        nextAt = (nextAt.isBefore(earliest) ? earliest : nextAt).plusNanos(spacingNanos);
    }

    public Instant nextAt() {
        return nextAt;
    }
}
