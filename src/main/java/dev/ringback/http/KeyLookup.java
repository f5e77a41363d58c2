package dev.ringback.http;

import dev.ringback.domain.KeyHash;
import io.vertx.core.Future;
import java.util.Optional;

/** Where keys are looked up when the cache does not know them. */
@FunctionalInterface
public interface KeyLookup {
    Future<Optional<Caller>> caller(KeyHash hash);
}
