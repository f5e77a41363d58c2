package dev.ringback.support;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does and tells nobody: looks again and again, never longer than the limit. */
public final class Eventually {
    private static final long POLL_MILLIS = 20;

    private Eventually() {}

    public static void within(Duration limit, String what, BooleanSupplier condition) {
        boolean unused = value(limit, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The first value there is. What is thrown meanwhile ends the wait. */
    public static <T> T value(Duration limit, String what, Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what);
            }
            pause(POLL_MILLIS);
        }
    }

    /** As a publisher does that was told to come back later. */
    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
