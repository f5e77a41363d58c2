package dev.ringback.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Of an odd number the middle one, of an even the mean of the two in the middle; of none, no number. */
final class Medians {
    private Medians() {}

    static <T> double of(List<T> all, ToDoubleFunction<T> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
