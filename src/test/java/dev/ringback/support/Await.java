package dev.ringback.support;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets a test's own thread wait for what happens elsewhere, never longer than the limit. */
public final class Await {
    private static final long LIMIT_SECONDS = 60;
    private static final long POLL_MILLIS = 10;

    private Await() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("Nothing came within " + LIMIT_SECONDS + " s", late);
        }
    }

    public static Throwable failure(Future<?> future) {
        return result(future.transform(end -> end.succeeded()
                ? Future.failedFuture(new AssertionError("It succeeded: " + end.result()))
                : Future.succeededFuture(end.cause())));
    }

    public static void until(String what, BooleanSupplier condition) {
        for (long waited = 0; !condition.getAsBoolean(); waited += POLL_MILLIS) {
            if (waited > LIMIT_SECONDS * 1000) {
                throw new AssertionError("Not within " + LIMIT_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }
}
