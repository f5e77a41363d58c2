package dev.ringback.http;

import dev.ringback.domain.KeyHash;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a request's {@code Authorization} header names. One per event loop, so it needs no lock: a header seen before costs one look
 * into a map, no hash and no read. What was revoked on this node is forgotten at once, elsewhere within {@link #KEPT}.
 */
public final class Authentication {
    /** How long an answer of the lookup is trusted. */
    static final Duration KEPT = Duration.ofSeconds(10);
    /** A wrong key is remembered briefly, so that one who repeats it does not reach the database each time. */
    static final Duration REFUSAL_KEPT = Duration.ofSeconds(1);

    private static final int CALLERS_MAX = 10_000;
    private static final int REFUSALS_MAX = 1_000;
    private static final int LOOKUPS_MAX = 1_000;
    private static final int SECRET_LENGTH_MAX = 512;
    private static final String SCHEME = "Bearer ";

    private final KeyLookup keys;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Map<HeaderValue, Known> callers = new HashMap<>();
    private final Map<HeaderValue, Long> refusals = new HashMap<>();
    private final Map<HeaderValue, Future<Optional<Caller>>> underWay = new HashMap<>();
    private int seen;

    public Authentication(KeyLookup keys, Revocations revocations, InstantSource clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** The caller, when the header is known and was looked up lately; then nothing has to be waited for. */
    public Optional<Caller> cached(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        forgetRevoked();
        Known known = callers.get(new HeaderValue(header));
        return known == null || known.until <= clock.millis() ? Optional.empty() : known.caller;
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
        return lookUp(new HeaderValue(header))
                .map(found -> found.orElseThrow(() -> refusal("The API key is not known, or was revoked.", true)));
    }

    private Future<Optional<Caller>> lookUp(HeaderValue header) {
        Long refusedUntil = refusals.get(header);
        if (refusedUntil != null && refusedUntil > clock.millis()) {
            return Future.succeededFuture(Optional.empty());
        }
        String secret = header.text().substring(SCHEME.length()).strip();
        if (secret.isEmpty() || secret.length() > SECRET_LENGTH_MAX) {
            return Future.succeededFuture(Optional.empty());
        }
        Future<Optional<Caller>> sameHeader = underWay.get(header);
        if (sameHeader != null) {
            return sameHeader;
        }
        if (underWay.size() >= LOOKUPS_MAX) {
            return Future.failedFuture(Problem.of(ProblemType.UNAVAILABLE, "Too many unknown API keys at once.")
                    .retryAfter(Duration.ofSeconds(1))
                    .exception());
        }
        int before = revocations.count();
        Future<Optional<Caller>> lookup = keys.caller(KeyHash.of(secret));
        if (lookup.isComplete()) {
            return lookup.onSuccess(found -> keep(header, found, before));
        }
        underWay.put(header, lookup);
        return lookup.onComplete(done -> underWay.remove(header)).onSuccess(found -> keep(header, found, before));
    }

    /** An answer that was under way while keys were revoked may be older than that: it is used once and not kept. */
    private void keep(HeaderValue header, Optional<Caller> found, int before) {
        if (before != revocations.count()) {
            return;
        }
        forgetRevoked();
        if (found.isPresent()) {
            makeRoom(callers, CALLERS_MAX);
            callers.put(header, new Known(found, clock.millis() + KEPT.toMillis()));
        } else {
            callers.remove(header);
            makeRoom(refusals, REFUSALS_MAX);
            refusals.put(header, clock.millis() + REFUSAL_KEPT.toMillis());
        }
    }

    private void forgetRevoked() {
        int count = revocations.count();
        if (count != seen) {
            seen = count;
            callers.clear();
        }
    }

    /** Emptied as a whole when full: who has that many keys at work pays one read each, every now and then. */
    private static void makeRoom(Map<?, ?> map, int max) {
        if (map.size() >= max) {
            map.clear();
        }
    }

    private static ProblemException refusal(String detail, boolean keyGiven) {
        String challenge =
                keyGiven ? "Bearer realm=\"ringback\", error=\"invalid_token\"" : "Bearer realm=\"ringback\"";
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .with("www-authenticate", challenge)
                .exception();
    }

    private record Known(Optional<Caller> caller, long until) {}

    /** Compared in a time that does not tell how much of it was right. */
    private record HeaderValue(String text) {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof HeaderValue value) || value.text.length() != text.length()) {
                return false;
            }
            int difference = 0;
            for (int i = 0; i < text.length(); i++) {
                difference |= text.charAt(i) ^ value.text.charAt(i);
            }
            return difference == 0;
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
