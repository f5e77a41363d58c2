package dev.ringback.flow;

import dev.ringback.domain.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profiles whose callbacks do better in the backlog for now than in a lane: their receivers are spared for a while after failures, or more
 * waits for them than their lanes take. Nothing is claimed for the first only to be given back, and what is accepted for either gets its
 * backlog row with the statement that accepts it, behind what waits there, and not by a second one when a lane has no room. Written by the
 * delivery workers and kept up by the backlog; losing an entry costs a few idle statements. Only profiles that fail or lag are in it.
 */
public final class Pauses {
    /** The backlog looks for due rows many times meanwhile. */
    static final Duration CROWDED = Duration.ofSeconds(1);

    private final Map<ProfileId, Instant> until = new ConcurrentHashMap<>();
    private final Map<ProfileId, Instant> crowded = new ConcurrentHashMap<>();

    public void pause(ProfileId profile, Instant end) {
        until.put(profile, end);
    }

    public void end(ProfileId profile) {
        if (!until.isEmpty()) {
            until.remove(profile);
        }
    }

    /** Until when, or since when it may be probed; empty for a receiver in good health. */
    public Optional<Instant> of(ProfileId profile) {
        return Optional.ofNullable(until.get(profile));
    }

    /** A lane of it had no room: for a moment, or as long as the backlog has some of its due, no fresh one goes to a lane. */
    public void crowd(ProfileId profile, Instant now) {
        crowded.put(profile, now.plus(CROWDED));
    }

    /** The backlog has some of it that are due. */
    public void stillDue(ProfileId profile, Instant now) {
        if (!crowded.isEmpty()) {
            Instant unused = crowded.computeIfPresent(profile, (id, before) -> now.plus(CROWDED));
        }
    }

    /** When a callback that is accepted now is due in the backlog; empty when it goes to a lane. */
    public Optional<Instant> dueAt(ProfileId profile, Instant now) {
        if (until.isEmpty() && crowded.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> spared = of(profile).filter(now::isBefore);
        return spared.isPresent() || !isCrowded(profile, now) ? spared : Optional.of(now);
    }

    private boolean isCrowded(ProfileId profile, Instant now) {
        Instant end = crowded.get(profile);
        if (end != null && !now.isBefore(end)) {
            boolean unused = crowded.remove(profile, end);
            return false;
        }
        return end != null;
    }
}
