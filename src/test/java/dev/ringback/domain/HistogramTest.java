package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAreWithinFivePercent(long seed) {
        Random chance = new Random(seed);
        List<Double> millis = new ArrayList<>();
        TreeMap<Integer, Long> buckets = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            // From a millisecond to hours, as retries make them.
            double one = Math.exp(chance.nextDouble() * 16);
            millis.add(one);
            buckets.merge((int) LatencyBuckets.of(Duration.ofNanos((long) (one * 1e6))), 1L, Long::sum);
        }
        millis.sort(null);
        List<Histogram.Bucket> all = new ArrayList<>();
        buckets.forEach((number, count) -> all.add(new Histogram.Bucket(number, count)));

        for (double part : new double[] {0.50, 0.95, 0.99}) {
            double exact = millis.get((int) Math.ceil(part * 1000) - 1);
            assertThat(new Histogram(all).percentile(part).orElseThrow())
                    .as("p%s, seed %s", part * 100, seed)
                    .isCloseTo(exact, within(0.05 * exact));
        }
    }

    @Test
    void ofNothingHasNoPercentile() {
        assertThat(Histogram.EMPTY.percentile(0.5)).isEmpty();
    }
}
