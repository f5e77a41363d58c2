package dev.ringback.live;

import dev.ringback.ambient.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Server-sent events to one browser, on its event loop: a comment when nothing else was said for long, and an end after some minutes, upon
 * which the browser comes again by itself and is asked anew who it is.
 */
final class EventStream {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int HEARTBEAT_TICKS = 15;
    private static final int LIFE_TICKS = 300;

    private final HttpServerResponse response;
    private final Timers timers;
    private final Promise<Void> ended = Promise.promise();
    private int ticks;

    EventStream(HttpServerResponse response, Timers timers) {
        this.response = response;
        this.timers = timers;
    }

    /** Each second {@code everySecond} is told the number of seconds so far. The Future completes when the stream has ended. */
    Future<Void> open(IntConsumer everySecond) {
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff")
                // Proxies of the common kind hold back what they take for a page.
                .putHeader("x-accel-buffering", "no");
        response.closeHandler(gone -> ended.tryComplete());
        response.exceptionHandler(gone -> ended.tryComplete());
        write("retry: 2000\n\n");
        tick(everySecond);
        return ended.future();
    }

    /** False when the browser does not keep up; then nothing is written. */
    boolean send(String event, String json) {
        if (ended.future().isComplete() || response.writeQueueFull()) {
            return false;
        }
        write("event: " + event + "\ndata: " + json + "\n\n");
        return true;
    }

    void end() {
        if (ended.tryComplete() && !response.ended()) {
            var unused = response.end();
        }
    }

    private void tick(IntConsumer everySecond) {
        Timers.Timer unused = timers.after(TICK, () -> {
            if (ended.future().isComplete()) {
                return;
            }
            ticks++;
            everySecond.accept(ticks);
            if (ticks >= LIFE_TICKS) {
                end();
                return;
            }
            if (ticks % HEARTBEAT_TICKS == 0 && !response.writeQueueFull()) {
                write(": still here\n\n");
            }
            tick(everySecond);
        });
    }

    private void write(String text) {
        if (!response.ended() && !response.closed()) {
            var unused = response.write(text);
        }
    }
}
