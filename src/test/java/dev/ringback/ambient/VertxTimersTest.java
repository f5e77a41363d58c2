package dev.ringback.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxTimersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Timers timers = new VertxTimers(context);

    @AfterEach
    void close() throws Exception {
        get(vertx.close().toCompletionStage().toCompletableFuture());
    }

    @Test
    void runsOnItsEventLoopWhoeverAsked() throws Exception {
        Thread loop = get(onLoop(Thread::currentThread));

        assertThat(get(threadOf(Duration.ZERO))).isSameAs(loop);
        CompletableFuture<Thread> fromLoop = new CompletableFuture<>();
        context.runOnContext(x -> timers.after(Duration.ofMillis(1), () -> fromLoop.complete(Thread.currentThread())));
        assertThat(get(fromLoop)).isSameAs(loop);
    }

    @Test
    void waitsForItsTime() throws Exception {
        long start = System.nanoTime();

        get(threadOf(Duration.ofMillis(50)));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
    }

    @Test
    void doesNotRunWhatWasCancelled() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();

        Timers.Timer outside = timers.after(Duration.ofMillis(5), () -> ran.set(true));
        outside.cancel();
        outside.cancel();
        get(onLoop(() -> {
            Timers.Timer inside = timers.after(Duration.ofMillis(5), () -> ran.set(true));
            inside.cancel();
            return inside;
        }));

        get(threadOf(Duration.ofMillis(30)));
        assertThat(ran).isFalse();
    }

    @Test
    void letsAStepCancelItsOwnTimer() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        CompletableFuture<Timers.Timer> timer = new CompletableFuture<>();
        timer.complete(timers.after(Duration.ofMillis(5), () -> {
            timer.join().cancel();
            done.complete(true);
        }));

        assertThat(get(done)).isTrue();
    }

    private CompletableFuture<Thread> threadOf(Duration delay) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timers.after(delay, () -> thread.complete(Thread.currentThread()));
        return thread;
    }

    private <T> CompletableFuture<T> onLoop(java.util.function.Supplier<T> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(x -> result.complete(step.get()));
        return result;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }
}
