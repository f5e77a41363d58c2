package dev.ringback.replay;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Runs {@link RunReplays}; one per node. */
public final class ReplayVerticle extends VerticleBase {
    private final RunReplays runReplays;

    public ReplayVerticle(RunReplays runReplays) {
        this.runReplays = runReplays;
    }

    @Override
    public Future<?> start() {
        runReplays.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        runReplays.stop();
        return Future.succeededFuture();
    }
}
