package dev.ringback.ambient;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of one Vert.x context: what is asked for on an event loop runs on that event loop. */
public final class VertxTimers implements Timers {
    private final Context context;

    public VertxTimers(Context context) {
        this.context = context;
    }

    @Override
    public Timer after(Duration delay, Runnable step) {
        OnContext timer = new OnContext(context.owner(), step);
        timer.set(millis(delay), context);
        return timer;
    }

    @Override
    public void soon(Runnable step) {
        context.runOnContext(ignored -> step.run());
    }

    /** Rounded up, as a timer must not run before its time; Vert.x wants at least one millisecond. */
    private static long millis(Duration delay) {
        return Math.max(1, delay.plusNanos(999_999).toMillis());
    }

    /**
     * Vert.x hands the id out on the thread that asks, so the timer is asked for there or, from outside, by a task of
     * the context.
     */
    private static final class OnContext implements Timer {
        private static final long UNSET = -1;

        private final Vertx vertx;
        private final Runnable step;
        private long id = UNSET;
        private boolean over;

        OnContext(Vertx vertx, Runnable step) {
            this.vertx = vertx;
            this.step = step;
        }

        void set(long millis, Context context) {
            if (Vertx.currentContext() == context) {
                start(millis);
            } else {
                context.runOnContext(ignored -> start(millis));
            }
        }

        private synchronized void start(long millis) {
            if (!over) {
                id = vertx.setTimer(millis, ignored -> run());
            }
        }

        private void run() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            step.run();
        }

        @Override
        public synchronized void cancel() {
            if (!over && id != UNSET) {
                vertx.cancelTimer(id);
            }
            over = true;
        }
    }
}
