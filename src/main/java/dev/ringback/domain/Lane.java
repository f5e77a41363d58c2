package dev.ringback.domain;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/** One profile's in-memory line inside a delivery worker, with the limits that keep its receiver and the others well. */
final class Lane {
    final ProfileId profile;
    final CircuitBreaker breaker = new CircuitBreaker();
    final InFlightLimit limit;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private Optional<RateBucket> rate = Optional.empty();
    private Optional<RateLimit> rateLimit = Optional.empty();
    private int rateParts;
    private int inFlight;
    boolean inRing;

    Lane(ProfileId profile, int share) {
        this.profile = profile;
        this.limit = new InFlightLimit(share);
    }

    /** A callback in the line and since when. */
    record Waiting(Work work, Instant since) {}

    void configure(int share, Optional<RateLimit> newRate, int parts) {
        limit.share(share);
        if (!newRate.equals(rateLimit) || parts != rateParts) {
            rateLimit = newRate;
            rateParts = parts;
            Optional<RateBucket> before = rate;
            rate = newRate.map(r -> new RateBucket(r, parts));
            rate.ifPresent(now -> before.ifPresent(now::follow));
        }
    }

    void add(Work work, Instant now) {
        line.addLast(new Waiting(work, now));
    }

    int waiting() {
        return line.size();
    }

    int inFlight() {
        return inFlight;
    }

    boolean canStart(Instant now) {
        return !line.isEmpty()
                && inFlight < limit.now()
                // A probe goes alone, so that the next to end is the probe.
                && (breaker.isClosed() || (inFlight == 0 && breaker.allows(now)))
                && (rate.isEmpty() || rate.get().allows(now));
    }

    Work start(Instant now) {
        inFlight++;
        breaker.started();
        rate.ifPresent(r -> r.started(now));
        return line.removeFirst().work();
    }

    void finished() {
        inFlight--;
    }

    /** The head of the line when it came at or before {@code bound}. */
    Optional<Work> takeOlder(Instant bound) {
        Waiting head = line.peekFirst();
        return head == null || head.since().isAfter(bound)
                ? Optional.empty()
                : Optional.of(line.removeFirst().work());
    }

    /** When time alone may let the next one start: the breaker's or the rate's hour. */
    Instant wakeAt(Instant now) {
        Instant at = breaker.isOpen(now) ? breaker.openUntil() : now;
        return rate.isPresent() && rate.get().nextAt().isAfter(at) ? rate.get().nextAt() : at;
    }

    /** Whether a new lane would be the same. */
    boolean isIdle(Instant now) {
        return line.isEmpty()
                && inFlight == 0
                && breaker.isForgettable(now)
                && (rate.isEmpty() || rate.get().isRested(now));
    }
}
