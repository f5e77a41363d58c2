package dev.ringback.domain;

import java.util.List;
import java.util.OptionalDouble;

/** How many fell into each of the {@link LatencyBuckets}; buckets in their order, those with nothing left out. */
public record Histogram(List<Bucket> buckets) {
    public static final Histogram EMPTY = new Histogram(List.of());

    public Histogram {
        buckets = List.copyOf(buckets);
    }

    public record Bucket(int number, long count) {}

    /** Milliseconds that so large a part (0 to 1) was not slower than, within 5 %; empty when there was nothing. */
    public OptionalDouble percentile(double part) {
        long rank = Math.max(1, (long) Math.ceil(part * total()));
        long seen = 0;
        for (Bucket bucket : buckets) {
            seen += bucket.count();
            if (seen >= rank) {
                return OptionalDouble.of(LatencyBuckets.millis(bucket.number()));
            }
        }
        return OptionalDouble.empty();
    }

    private long total() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }
}
