package dev.ringback.live;

import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What waits, as the database knows it. */
public interface SystemStore {
    Future<Backlog> backlog(Instant now);

    /** Counts of callbacks; {@code capped} when there are more than were counted. */
    record Backlog(Counts all, boolean capped, List<OfProfile> most) {}

    /** Those that wait, of them those that are due, and since a minute, ten, and an hour. */
    record Counts(long waiting, long due, long minute, long tenMinutes, long hour) {}

    record OfProfile(ProfileId profile, Counts counts) {}
}
