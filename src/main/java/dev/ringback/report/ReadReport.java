package dev.ringback.report;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Histogram;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers what became of callbacks, from counts alone: its cost does not depend on how many callbacks there were. */
public final class ReadReport {
    private final CountStore store;

    public ReadReport(CountStore store) {
        this.store = store;
    }

    /** One count. */
    public record Line(Period period, Counts counts) {}

    /** Of which profile, and what its failures met last. */
    public record Failing(ProfileCounts profile, Optional<LastError> lastError) {}

    public Future<List<Line>> series(AccountId account, Optional<ProfileId> profile, List<Period> periods) {
        return store.series(account, profile, periods).map(series -> {
            List<Line> lines = new ArrayList<>(periods.size());
            for (int i = 0; i < periods.size(); i++) {
                lines.add(new Line(periods.get(i), series.get(i)));
            }
            return lines;
        });
    }

    public Future<List<ProfileCounts>> profiles(AccountId account, Period range, int limit, int offset) {
        return store.profiles(account, range, new CountStore.Which(false, limit, offset));
    }

    /** Those with most failures first. */
    public Future<List<Failing>> failing(AccountId account, Period range, int limit) {
        return store.profiles(account, range, new CountStore.Which(true, limit, 0))
                .compose(found -> store.lastErrors(
                                found.stream().map(ProfileCounts::profile).toList())
                        .map(errors -> found.stream()
                                .map(one -> new Failing(one, Optional.ofNullable(errors.get(one.profile()))))
                                .toList()));
    }

    public static Counts sum(List<Line> lines) {
        long[] sums = new long[6];
        Map<Integer, Long> latency = new TreeMap<>();
        for (Line line : lines) {
            Counts one = line.counts();
            long[] each = {one.delivered(), one.failed(), one.retried(), one.skipped(), one.cancelled(), one.expired()};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += each[i];
            }
            one.latency().buckets().forEach(bucket -> latency.merge(bucket.number(), bucket.count(), Long::sum));
        }
        List<Histogram.Bucket> buckets = new ArrayList<>();
        latency.forEach((number, count) -> buckets.add(new Histogram.Bucket(number, count)));
        return new Counts(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], new Histogram(buckets));
    }
}
