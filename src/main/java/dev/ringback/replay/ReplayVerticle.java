package dev.ringback.replay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Function;

/** Runs {@link RunReplays}; one per node. */
public final class ReplayVerticle extends VerticleBase {
    private final Function<Context, RunReplays> make;
    private Optional<RunReplays> running = Optional.empty();

    /** {@code make} is given the context whose timers it is to use. */
    public ReplayVerticle(Function<Context, RunReplays> make) {
        this.make = make;
    }

    @Override
    public Future<?> start() {
        RunReplays made = make.apply(context);
        running = Optional.of(made);
        made.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        running.ifPresent(RunReplays::stop);
        return Future.succeededFuture();
    }
}
