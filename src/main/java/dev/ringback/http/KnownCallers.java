package dev.ringback.http;

import dev.ringback.ambient.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Callers by what they show, a header or a cookie, as it came: seen before, it costs one look into a map, no hash and no read. One per event
 * loop, so it needs no lock. What was revoked on this node is forgotten at once, elsewhere within {@link #KEPT}.
 */
final class KnownCallers {
    /** How long an answer of the lookup is trusted. */
    static final Duration KEPT = Duration.ofSeconds(10);
    /** A wrong one is remembered briefly, so that one who repeats it does not reach the database each time. */
    static final Duration REFUSAL_KEPT = Duration.ofSeconds(1);

    /** A database that says nothing must not keep those waiting who could ask another node. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    private static final int CALLERS_MAX = 10_000;
    private static final int REFUSALS_MAX = 1_000;
    private static final int LOOKUPS_MAX = 1_000;

    private final Revocations revocations;
    private final InstantSource clock;
    private final Timers timers;
    private final Map<Shown, Known> callers = new HashMap<>();
    private final Map<Shown, Long> refusals = new HashMap<>();
    private final Map<Shown, Future<Optional<Caller>>> underWay = new HashMap<>();
    private int seen;

    KnownCallers(Revocations revocations, InstantSource clock, Timers timers) {
        this.revocations = revocations;
        this.clock = clock;
        this.timers = timers;
    }

    /** When it was looked up lately; then nothing has to be waited for. */
    Optional<Caller> cached(String text) {
        forgetRevoked();
        Known known = callers.get(new Shown(text));
        return known == null || known.until <= clock.millis() ? Optional.empty() : known.caller;
    }

    /** The cached one, or what the look-up says; it is made once for all who ask meanwhile. */
    Future<Optional<Caller>> find(String text, Supplier<Future<Optional<Caller>>> lookUp) {
        Optional<Caller> cached = cached(text);
        if (cached.isPresent()) {
            return Future.succeededFuture(cached);
        }
        Shown shown = new Shown(text);
        Long refusedUntil = refusals.get(shown);
        if (refusedUntil != null && refusedUntil > clock.millis()) {
            return Future.succeededFuture(Optional.empty());
        }
        Future<Optional<Caller>> same = underWay.get(shown);
        if (same != null) {
            return same;
        }
        if (underWay.size() >= LOOKUPS_MAX) {
            return Future.failedFuture(unavailable("Too many unknown API keys at once."));
        }
        int before = revocations.count();
        Future<Optional<Caller>> lookup = lookUp.get();
        if (lookup.isComplete()) {
            return lookup.onSuccess(found -> keep(shown, found, before));
        }
        Future<Optional<Caller>> inTime = inTime(lookup.onSuccess(found -> keep(shown, found, before)));
        underWay.put(shown, inTime);
        return inTime.onComplete(done -> underWay.remove(shown));
    }

    /** What comes too late is still kept. */
    private Future<Optional<Caller>> inTime(Future<Optional<Caller>> lookup) {
        Promise<Optional<Caller>> answer = Promise.promise();
        Timers.Timer timer = timers.after(ANSWER_MAX, () -> {
            boolean unused = answer.tryFail(unavailable("The database does not answer; try again."));
        });
        lookup.onComplete(done -> {
            timer.cancel();
            boolean unused = done.succeeded() ? answer.tryComplete(done.result()) : answer.tryFail(done.cause());
        });
        return answer.future();
    }

    private static ProblemException unavailable(String words) {
        return Problem.of(ProblemType.UNAVAILABLE, words)
                .retryAfter(Duration.ofSeconds(1))
                .exception();
    }

    /** An answer that was under way while keys were revoked may be older than that: it is used once and not kept. */
    private void keep(Shown shown, Optional<Caller> found, int before) {
        if (before != revocations.count()) {
            return;
        }
        forgetRevoked();
        if (found.isPresent()) {
            makeRoom(callers, CALLERS_MAX);
            callers.put(shown, new Known(found, clock.millis() + KEPT.toMillis()));
        } else {
            callers.remove(shown);
            makeRoom(refusals, REFUSALS_MAX);
            refusals.put(shown, clock.millis() + REFUSAL_KEPT.toMillis());
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

    private record Known(Optional<Caller> caller, long until) {}

    /** Compared in a time that does not tell how much of it was right. */
    private record Shown(String text) {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Shown value) || value.text.length() != text.length()) {
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
