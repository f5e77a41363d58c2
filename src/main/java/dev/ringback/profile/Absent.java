package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ids that the database did not know a moment ago, so that a publisher with a wrong id does not cost a read each time. Bounded. */
final class Absent {
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MAX = 4096;

    private final InstantSource clock;
    private final Map<ProfileId, Instant> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProfileId, Instant> eldest) {
            return size() > MAX;
        }
    };

    Absent(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean knows(ProfileId id) {
        Instant end = until.get(id);
        if (end == null) {
            return false;
        }
        if (clock.instant().isBefore(end)) {
            return true;
        }
        until.remove(id);
        return false;
    }

    synchronized void add(ProfileId id) {
        until.put(id, clock.instant().plus(KEPT));
    }
}
