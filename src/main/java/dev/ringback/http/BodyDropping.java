package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/** Lets a refused body run out, up to a bound. True when it came to its end. */
final class BodyDropping implements Reading<Boolean> {
    private final Promise<Boolean> promise = Promise.promise();
    private final long deadline;
    private long left;

    BodyDropping(long bytesMax, long deadline) {
        this.left = bytesMax;
        this.deadline = deadline;
    }

    @Override
    public void chunk(Buffer chunk) {
        left -= chunk.length();
        if (left < 0) {
            promise.tryComplete(false);
        }
    }

    @Override
    public void end() {
        promise.tryComplete(true);
    }

    @Override
    public void late() {
        promise.tryComplete(false);
    }

    @Override
    public void broken(Throwable cause) {
        promise.tryComplete(false);
    }

    @Override
    public void close() {}

    @Override
    public Future<Boolean> future() {
        return promise.future();
    }

    @Override
    public long deadline() {
        return deadline;
    }
}
