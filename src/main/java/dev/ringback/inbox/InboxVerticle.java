package dev.ringback.inbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the inboxes small, on one event loop of the node. */
public final class InboxVerticle extends VerticleBase {
    private final Supplier<TrimInboxes> parts;
    private @Nullable TrimInboxes trim;

    /** {@code parts} is asked once, on the event loop. */
    public InboxVerticle(Supplier<TrimInboxes> parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        trim = parts.get();
        trim.start();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        if (trim != null) {
            trim.stop();
        }
        return Future.succeededFuture();
    }
}
