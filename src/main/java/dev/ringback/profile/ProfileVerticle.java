package dev.ringback.profile;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Runs {@link KeepProfiles} on an event loop of its own; once a node. */
public final class ProfileVerticle extends VerticleBase {
    private final KeepProfiles keep;

    public ProfileVerticle(KeepProfiles keep) {
        this.keep = keep;
    }

    @Override
    public Future<?> start() {
        return keep.start();
    }

    @Override
    public Future<?> stop() {
        return keep.stop();
    }
}
