package dev.ringback.session;

import dev.ringback.domain.KeyHash;
import dev.ringback.http.Caller;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The sessions that live: used within their idle time, and not older than sessions may get. Each use lets one live on. */
public final class Sessions {
    /** So that not each look is a write. */
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;
    private final InstantSource clock;
    private final Terms terms;

    public Sessions(SessionStore store, InstantSource clock, Terms terms) {
        this.store = store;
        this.clock = clock;
        this.terms = terms;
    }

    Terms terms() {
        return terms;
    }

    Future<Optional<Session>> find(KeyHash token) {
        Instant present = clock.instant();
        return store.find(token, present.minus(terms.idleMax()), present.minus(terms.lifetimeMax()))
                .compose(found -> {
                    boolean stale = found.filter(session ->
                                    session.seenAt().plus(TOUCHED_EVERY).isBefore(present))
                            .isPresent();
                    return stale ? store.touch(token, present).map(found) : Future.succeededFuture(found);
                });
    }

    /** As the edge looks them up. */
    public Future<Optional<Caller>> caller(KeyHash token) {
        return find(token).map(found -> found.map(Session::caller));
    }

    Future<Void> finish(KeyHash token) {
        return store.finish(token);
    }

    public Future<Void> dropOlder() {
        Instant present = clock.instant();
        return store.dropOlder(present.minus(terms.idleMax()), present.minus(terms.lifetimeMax()));
    }
}
