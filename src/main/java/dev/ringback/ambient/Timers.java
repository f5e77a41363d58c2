package dev.ringback.ambient;

import java.time.Duration;

/** Runs things later, on the event loop that asked. */
public interface Timers {
    /** Runs the step once, {@code delay} from now at the earliest, unless the timer is cancelled before. */
    Timer after(Duration delay, Runnable step);

    /** Runs the step when what is running now is done. */
    default void soon(Runnable step) {
        Timer unused = after(Duration.ZERO, step);
    }

    /** One step that waits for its time. */
    interface Timer {
        /** Cancelling one that ran, or twice, does nothing. */
        void cancel();
    }
}
