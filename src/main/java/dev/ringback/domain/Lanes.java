package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lanes of one delivery worker. They share its in-flight limit by turns: one attempt for each lane that has work and room, round and
 * round, so that a slow receiver cannot starve the others. Used from one thread.
 */
public final class Lanes {
    private final Limits limits;
    private final Map<ProfileId, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> ring = new ArrayDeque<>();
    private int inFlight;
    private int waiting;

    public Lanes(Limits limits) {
        this.limits = limits;
    }

    /** {@code inFlightMax}: of all lanes together; {@code lineMax}: callbacks waiting in one lane; {@code waitMax}: how long one may. */
    public record Limits(int inFlightMax, int lineMax, Duration waitMax) {}

    /** What a profile is allowed on this worker, as it stands now. */
    public record Terms(int share, Optional<RateLimit> rate, int parts) {}

    /** What became of a callback offered to its lane. When it was not taken, {@code retryAt} is when it is worth another look. */
    public record Offer(boolean taken, Instant retryAt) {
        static final Offer TAKEN = new Offer(true, Instant.MIN);
    }

    /** How an attempt ended, as far as the receiver's health goes. */
    public enum Health {
        GOOD,
        /** It fails, but says nothing of being overloaded. */
        ILL,
        OVERLOADED
    }

    public Offer offer(Work work, Terms terms, Instant now) {
        Lane lane = lanes.computeIfAbsent(work.callback().profile(), id -> new Lane(id, terms.share()));
        lane.configure(terms.share(), terms.rate(), terms.parts());
        if (lane.breaker.isOpen(now)) {
            return new Offer(false, lane.breaker.openUntil());
        }
        if (terms.share() == 0 || lane.waiting() >= limits.lineMax()) {
            return new Offer(false, now);
        }
        lane.add(work, now);
        waiting++;
        wake(lane);
        return Offer.TAKEN;
    }

    /** The next attempt to start, if the limits allow one. A lane that may not start leaves the ring until something changes for it. */
    public Optional<Work> next(Instant now) {
        while (!ring.isEmpty() && inFlight < limits.inFlightMax()) {
            Lane lane = ring.removeFirst();
            lane.inRing = false;
            if (lane.canStart(now)) {
                inFlight++;
                waiting--;
                Work work = lane.start(now);
                wake(lane);
                return Optional.of(work);
            }
        }
        return Optional.empty();
    }

    public void finished(ProfileId profile, Health health, Instant now) {
        inFlight--;
        Lane lane = lanes.get(profile);
        if (lane == null) {
            return;
        }
        lane.finished();
        if (health == Health.GOOD) {
            lane.breaker.succeeded();
            lane.limit.succeeded();
        } else {
            lane.breaker.failed(now);
            if (health == Health.OVERLOADED) {
                lane.limit.overloaded();
            }
        }
        wake(lane);
    }

    /** An attempt that was never sent (its callback had expired, say): it tells nothing about the receiver. */
    public void abandoned(ProfileId profile) {
        inFlight--;
        Lane lane = lanes.get(profile);
        if (lane != null) {
            lane.finished();
            lane.breaker.abandoned();
            wake(lane);
        }
    }

    /**
     * Takes out what must leave memory: what waited too long, and all that waits behind an open breaker; and gives lanes that only time
     * held back their turn again. To be called every tenth of a second or so.
     */
    public List<Overdue> overdue(Instant now) {
        List<Overdue> overdue = new ArrayList<>();
        Instant bound = now.minus(limits.waitMax());
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            boolean tripped = lane.breaker.isOpen(now);
            Instant retryAt = lane.wakeAt(now);
            Optional<Work> work = lane.takeOlder(tripped ? now : bound);
            while (work.isPresent()) {
                waiting--;
                overdue.add(new Overdue(work.get(), retryAt));
                work = lane.takeOlder(tripped ? now : bound);
            }
            if (lane.isIdle(now)) {
                all.remove();
            } else {
                wake(lane);
            }
        }
        return overdue;
    }

    /** A callback that leaves its lane for the backlog, and when it is worth another look. */
    public record Overdue(Work work, Instant retryAt) {}

    /** Another worker reached the receiver after this one found it ill: it need not be spared any longer. */
    public void recovered(ProfileId profile, Instant now) {
        Lane lane = lanes.get(profile);
        if (lane != null && lane.breaker.isOpen(now)) {
            lane.breaker.succeeded();
            wake(lane);
        }
    }

    /** Until when nothing of that profile will be sent, if its breaker is open. */
    public Optional<Instant> pausedUntil(ProfileId profile, Instant now) {
        Lane lane = lanes.get(profile);
        return lane != null && lane.breaker.isOpen(now) ? Optional.of(lane.breaker.openUntil()) : Optional.empty();
    }

    /** Forgets all that waits; what is in flight still counts until it ends. */
    public List<Work> clear() {
        List<Work> forgotten = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            for (Optional<Work> work = lane.takeOlder(Instant.MAX);
                    work.isPresent();
                    work = lane.takeOlder(Instant.MAX)) {
                forgotten.add(work.get());
            }
        }
        ring.forEach(lane -> lane.inRing = false);
        ring.clear();
        waiting = 0;
        return forgotten;
    }

    public int inFlight() {
        return inFlight;
    }

    public int waiting() {
        return waiting;
    }

    private void wake(Lane lane) {
        if (!lane.inRing && lane.waiting() > 0) {
            lane.inRing = true;
            ring.addLast(lane);
        }
    }
}
