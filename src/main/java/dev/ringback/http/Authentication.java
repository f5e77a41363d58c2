package dev.ringback.http;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.KeyHash;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a request's {@code Authorization} header, or else the page's cookie, names. One per event loop. */
public final class Authentication {
    private static final int SECRET_LENGTH_MAX = 512;
    private static final String SCHEME = "Bearer ";

    private final KeyLookup lookup;
    private final KnownCallers keys;
    private final KnownCallers sessions;

    public Authentication(KeyLookup lookup, Revocations revocations, InstantSource clock, Timers timers) {
        this.lookup = lookup;
        this.keys = new KnownCallers(revocations, clock, timers);
        this.sessions = new KnownCallers(revocations, clock, timers);
    }

    /** The caller, when the header is known and was looked up lately; then nothing has to be waited for. */
    public Optional<Caller> cached(@Nullable String header) {
        return header == null ? Optional.empty() : keys.cached(header);
    }

    /** The caller, or a failure with the 401 that tells what is missing. */
    public Future<Caller> caller(@Nullable String header) {
        if (header == null) {
            return Future.failedFuture(refusal("Send an API key: Authorization: Bearer <key>.", false));
        }
        Optional<Caller> cached = cached(header);
        if (cached.isPresent()) {
            return Future.succeededFuture(cached.get());
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Future.failedFuture(refusal("The scheme is not Bearer: Authorization: Bearer <key>.", false));
        }
        String secret = header.substring(SCHEME.length()).strip();
        boolean possible = !secret.isEmpty() && secret.length() <= SECRET_LENGTH_MAX;
        Future<Optional<Caller>> found = possible
                ? keys.find(header, () -> lookup.caller(KeyHash.of(secret)))
                : Future.succeededFuture(Optional.empty());
        return found.map(known -> known.orElseThrow(() -> refusal("The API key is not known, or was revoked.", true)));
    }

    /** The same for the page's cookie. */
    Future<Caller> caller(SessionToken token) {
        return sessions.find(token.text(), () -> lookup.session(token.hash()))
                .map(known -> known.orElseThrow(() -> refusal("The session has ended; sign in again.", false)));
    }

    private static ProblemException refusal(String detail, boolean keyGiven) {
        String challenge =
                keyGiven ? "Bearer realm=\"ringback\", error=\"invalid_token\"" : "Bearer realm=\"ringback\"";
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .with("www-authenticate", challenge)
                .exception();
    }
}
