package dev.ringback.ambient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * This node's time: its monotonic clock plus the offset to the database's clock. It never runs backwards, on no thread:
 * when the database's clock is found to be behind, time stands still until that clock has caught up. Safe for all
 * threads.
 */
public final class NodeClock implements InstantSource {
    private final LongSupplier nanos;
    private final InstantSource wall;
    private final AtomicLong lastMicros = new AtomicLong(Long.MIN_VALUE);
    private volatile long offsetMicros;
    private volatile Duration wallAhead = Duration.ZERO;
    private volatile boolean known;

    /** Until it is first set, it trusts this machine's clock; nothing may be kept of what it says then. */
    public static NodeClock ofSystem() {
        return new NodeClock(System::nanoTime, InstantSource.system());
    }

    NodeClock(LongSupplier nanos, InstantSource wall) {
        this.nanos = nanos;
        this.wall = wall;
        this.offsetMicros = micros(wall.instant()) - elapsed();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(present(), ChronoUnit.MICROS);
    }

    @Override
    public long millis() {
        return Math.floorDiv(present(), 1000);
    }

    /**
     * Sets it by what the database said its time was. Call it as soon as the answer is there: the database looked at
     * its clock somewhere on the round trip. While the time here may well be right it is left alone, so that a slow
     * answer cannot spoil what a quick one told. The first time that time may also run backwards: what this machine's
     * clock said until then was good for nothing but measuring, and a clock that is minutes ahead would else stand
     * still for as long.
     */
    public void set(Instant database, Duration roundTrip) {
        long elapsed = elapsed();
        long earliest = micros(database);
        long latest = micros(database.plus(roundTrip));
        long present = elapsed + offsetMicros;
        if (present < earliest || present > latest) {
            present = earliest + (latest - earliest) / 2;
            offsetMicros = present - elapsed;
        }
        if (!known) {
            known = true;
            lastMicros.set(Long.MIN_VALUE);
        }
        wallAhead = Duration.of(micros(wall.instant()) - present, ChronoUnit.MICROS);
    }

    /** How far this machine's own clock was before the database's when last compared; negative when behind. */
    public Duration wallAhead() {
        return wallAhead;
    }

    /** For measuring how long something took: the difference of two of these. */
    public long nanos() {
        return nanos.getAsLong();
    }

    private long present() {
        long present = elapsed() + offsetMicros;
        long last = lastMicros.get();
        while (present > last) {
            if (lastMicros.compareAndSet(last, present)) {
                return present;
            }
            last = lastMicros.get();
        }
        return last;
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
