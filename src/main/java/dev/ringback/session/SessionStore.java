package dev.ringback.session;

import dev.ringback.domain.Actor;
import dev.ringback.domain.KeyHash;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Where users and sessions are kept; sessions by the hash of their token. */
public interface SessionStore {
    Future<Optional<User>> userWithEmail(String email);

    /** False when there is a user already. */
    Future<Boolean> addFirst(User user, Instant createdAt);

    /** Of the sessions that this one had before, the newest {@code othersMax} stay. */
    Future<Void> start(KeyHash token, Actor by, Instant at, int othersMax);

    /** When it was used after the one and begun after the other. */
    Future<Optional<Session>> find(KeyHash token, Instant seenAfter, Instant createdAfter);

    Future<Void> touch(KeyHash token, Instant seenAt);

    Future<Void> finish(KeyHash token);

    Future<Void> dropOlder(Instant seenBefore, Instant createdBefore);
}
