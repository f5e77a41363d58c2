package dev.ringback.domain;

import java.time.Duration;

/** A histogram's buckets, each 5 % wider than the one before, from 1 ms to 30 days, so that a percentile read from it is within 5 %. */
public final class LatencyBuckets {
    /** For what has no latency. */
    public static final short NONE = -1;

    private static final double LOG_OF_STEP = Math.log(1.05);
    private static final int LAST = 450;

    private LatencyBuckets() {}

    public static short of(Duration latency) {
        double millis = Math.max(1, latency.toNanos() / 1e6);
        return (short) Math.min(LAST, Math.log(millis) / LOG_OF_STEP);
    }

    /** The middle of that bucket, in milliseconds. */
    public static double millis(int bucket) {
        return Math.exp((bucket + 0.5) * LOG_OF_STEP);
    }
}
