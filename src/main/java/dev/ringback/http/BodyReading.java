package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Collects a body into one buffer. What was announced is reserved at once; without a length it grows by doubling. */
final class BodyReading implements Reading<Buffer> {
    private static final int FIRST_BYTES = 4096;

    private final Promise<Buffer> promise = Promise.promise();
    private final BodyBudget budget;
    private final int announced;
    private final int bytesMax;
    private final long deadline;

    private Buffer body = Buffer.buffer();
    private long reserved;

    /** {@code announced} is -1 when the length is not known. */
    BodyReading(BodyBudget budget, long announced, int bytesMax, long deadline) {
        this.budget = budget;
        this.announced = (int) announced;
        this.bytesMax = bytesMax;
        this.deadline = deadline;
    }

    @Override
    public void chunk(Buffer chunk) {
        if (promise.future().isComplete()) {
            return;
        }
        int needed = body.length() + chunk.length();
        if (needed > bytesMax) {
            promise.fail(Bodies.tooLarge(bytesMax).exception());
        } else if (needed > reserved && !reserve(needed)) {
            promise.fail(Problem.of(ProblemType.UNAVAILABLE, "Too many bodies are being read at the moment.")
                    .retryAfter(Duration.ofSeconds(1))
                    .exception());
        } else {
            append(chunk);
        }
    }

    private boolean reserve(int needed) {
        long wanted = announced >= 0 ? Math.max(announced, needed) : Math.max(FIRST_BYTES, 2L * needed);
        long more = Math.min(wanted, bytesMax) - reserved;
        if (!budget.take(more)) {
            return false;
        }
        reserved += more;
        return true;
    }

    private void append(Buffer chunk) {
        if (body.length() > 0) {
            body.appendBuffer(chunk);
        } else if (chunk.length() == announced) {
            body = chunk;
        } else {
            body = Buffer.buffer(announced >= 0 ? announced : Math.max(FIRST_BYTES, chunk.length()))
                    .appendBuffer(chunk);
        }
    }

    @Override
    public void end() {
        promise.tryComplete(body);
    }

    @Override
    public void late() {
        promise.tryFail(Problem.of(
                        ProblemType.REQUEST_TIMEOUT,
                        "The body was not there after " + Bodies.TIME_MAX.toSeconds() + " s.")
                .exception());
    }

    @Override
    public void broken(Throwable cause) {
        promise.tryFail(cause);
    }

    @Override
    public void close() {
        budget.give(reserved);
        reserved = 0;
    }

    @Override
    public Future<Buffer> future() {
        return promise.future();
    }

    @Override
    public long deadline() {
        return deadline;
    }
}
