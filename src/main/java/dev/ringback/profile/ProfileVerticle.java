package dev.ringback.profile;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Function;

/** Runs {@link KeepProfiles} on an event loop of its own; once a node. What it runs is made on that event loop, for its timers. */
public final class ProfileVerticle extends VerticleBase {
    private final Function<Context, KeepProfiles> make;
    private Optional<KeepProfiles> keep = Optional.empty();

    public ProfileVerticle(Function<Context, KeepProfiles> make) {
        this.make = make;
    }

    @Override
    public Future<?> start() {
        KeepProfiles made = make.apply(context);
        keep = Optional.of(made);
        return made.start();
    }

    @Override
    public Future<?> stop() {
        return keep.map(KeepProfiles::stop).orElseGet(Future::succeededFuture);
    }
}
