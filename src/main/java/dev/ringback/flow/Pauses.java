package dev.ringback.flow;

import dev.ringback.domain.ProfileId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profiles whose receivers are spared for a while, so that nothing is claimed for them only to be given back. Written by the delivery workers,
 * read by the backlog; losing an entry costs a few idle claims. Only profiles that fail are in it.
 */
public final class Pauses {
    private final Map<ProfileId, Instant> until = new ConcurrentHashMap<>();

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
}
