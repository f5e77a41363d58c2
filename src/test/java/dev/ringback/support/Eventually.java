package dev.ringback.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits, with a limit, for what another thread brings about and nobody signals. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** Until the assertion holds; its error when it never does. */
    public static void that(Runnable assertion) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
