package dev.ringback.flow;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** A future's steps run where it was completed, which may be another event loop than that of whoever waits for it. */
public final class OwnLoop {
    private OwnLoop() {}

    /** The same future, whose steps run on the event loop of the caller. */
    public static <T> Future<T> of(Future<T> elsewhere) {
        Context context = Vertx.currentContext();
        if (context == null) {
            return elsewhere;
        }
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(done -> context.runOnContext(nothing -> promise.handle(done)));
        return promise.future();
    }
}
