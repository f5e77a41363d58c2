package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The load on a cluster. One part is ordered: for each of a hundred keys the next callback is submitted when the one before has its id, as
 * only that makes an order. The other has none, and for every second callback an idempotency key.
 */
final class Traffic implements AutoCloseable {
    private static final int LINES = 100;
    /** A callback a second for each line, on average. */
    private static final int LINE_MILLIS_LEAST = 500;

    private static final int LINE_MILLIS_MOST = 1_500;
    private static final int TICK_MILLIS = 10;
    private static final int PER_TICK = 2;
    /** Beyond this the publishers wait for their answers. */
    private static final int UNANSWERED_MAX = 1_000;

    private static final Duration END_MAX = Duration.ofMinutes(2);

    private final RoundRobin nodes;
    private final String plain;
    private final String ordered;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile Tally tally = new Tally();
    private volatile boolean going;

    /** The profiles: one whose callbacks have no order, one whose have. */
    Traffic(RoundRobin nodes, String plain, String ordered, long seed) {
        this.nodes = nodes;
        this.plain = plain;
        this.ordered = ordered;
        Random pace = new Random(seed);
        for (int line = 0; line < LINES; line++) {
            goOn("key-" + line, 0, pace);
        }
        var unused = timer.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void start(Tally next) {
        tally = next;
        submitted.set(0);
        going = true;
    }

    private void goOn(String line, int next, Random pace) {
        int wait = pace.nextInt(LINE_MILLIS_LEAST, LINE_MILLIS_MOST + 1);
        var unused = timer.schedule(
                () -> {
                    if (going) {
                        var answer = submit(
                                        new JsonObject()
                                                .put("profile_id", ordered)
                                                .put("order_key", line)
                                                .put("idempotency_key", line + ":" + next),
                                        line,
                                        next)
                                .thenRun(() -> goOn(line, next + 1, pace));
                    } else {
                        goOn(line, next, pace);
                    }
                },
                wait,
                TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (int i = 0; i < PER_TICK && going && unanswered.get() < UNANSWERED_MAX; i++) {
            int next = number.getAndIncrement();
            JsonObject callback = new JsonObject().put("profile_id", plain);
            if (next % 2 == 0) {
                callback.put("idempotency_key", "plain:" + next);
            }
            var unused = submit(callback, "", next);
        }
    }

    private CompletableFuture<Void> submit(JsonObject callback, String line, int next) {
        unanswered.incrementAndGet();
        submitted.incrementAndGet();
        return nodes.submit(
                        callback.put("data", new JsonObject().put("line", line).put("n", next)))
                .whenComplete((id, refused) -> {
                    unanswered.decrementAndGet();
                    failure.compareAndSet(null, refused);
                })
                .thenAccept(id -> tally.acknowledged(id, Notes.now()));
    }

    /** Since it was started. */
    long submitted() {
        return submitted.get();
    }

    /** Something was refused for good. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Nothing new; all that was submitted still gets its answer. */
    void stop() {
        going = false;
        // A turn that has just begun is still counted.
        Pause.of(Duration.ofMillis(10 * TICK_MILLIS));
        if (!Pause.until(END_MAX, () -> unanswered.get() == 0)) {
            throw new BenchException(unanswered + " callbacks have no answer after " + END_MAX.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        var unused = timer.shutdownNow();
    }
}
