package dev.ringback.http;

import dev.ringback.domain.KeyHash;
import io.vertx.core.Future;
import java.util.Optional;

/** Where keys and sessions are looked up when the cache does not know them. */
@FunctionalInterface
public interface KeyLookup {
    Future<Optional<Caller>> caller(KeyHash hash);

    /** By the hash of a session's token. */
    default Future<Optional<Caller>> session(KeyHash hash) {
        return Future.succeededFuture(Optional.empty());
    }
}
