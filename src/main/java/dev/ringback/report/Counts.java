package dev.ringback.report;

import dev.ringback.domain.Histogram;
import java.util.OptionalDouble;

/** How many of what was recorded: final verdicts, and retries apart. The histogram is of the times from accepted to delivered. */
public record Counts(
        long delivered, long failed, long retried, long skipped, long cancelled, long expired, Histogram latency) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Histogram.EMPTY);

    /** The part of delivered in delivered and failed; empty when there was neither. */
    public OptionalDouble successRate() {
        long both = delivered + failed;
        return both == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) delivered / both);
    }
}
