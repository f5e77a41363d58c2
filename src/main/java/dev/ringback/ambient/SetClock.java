package dev.ringback.ambient;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Sets a node's clock by the database's. Of a slow answer nobody knows when on its way the database looked at its clock, and a time that is wrong
 * by less than it took passes for right: so it asks again at once, and takes the last answer as it is.
 */
public final class SetClock {
    /** What a busy machine's answers stay below, and what an expiry may be early or late by. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private static final int ASKED_MAX = 5;

    private final NodeClock clock;
    private final Supplier<Future<Answer>> ask;

    public SetClock(NodeClock clock, Supplier<Future<Answer>> ask) {
        this.clock = clock;
        this.ask = ask;
    }

    /** The database's time, and how long it took from the question until it was here. */
    public record Answer(Instant time, Duration roundTrip) {}

    public Future<Void> once() {
        return once(ASKED_MAX);
    }

    private Future<Void> once(int asksLeft) {
        return ask.get().compose(answer -> {
            if (asksLeft > 1 && answer.roundTrip().compareTo(QUICK) > 0) {
                return once(asksLeft - 1);
            }
            clock.set(answer.time(), answer.roundTrip());
            return Future.succeededFuture();
        });
    }
}
