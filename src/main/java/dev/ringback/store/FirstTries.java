package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What nearly every callback ends with, and what the statement for it needs: delivered at the first try, with nothing to keep of it. */
final class FirstTries {
    private FirstTries() {}

    static boolean is(Attempt attempt) {
        return attempt.verdict().kind() == Verdict.Kind.DELIVERED
                && attempt.work().number() == 1
                && !attempt.work().claimed()
                && attempt.outcome().kind() == OutcomeKind.ANSWERED
                && attempt.outcome().error().isEmpty()
                && attempt.outcome().answer().isEmpty()
                && attempt.request().isEmpty();
    }

    /** They have finished in one quarter hour. */
    static Tuple tuple(NodeId node, List<Attempt> attempts) {
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(
                        Columns.uuids(attempts, a -> a.work().callback().id().value()))
                .addArrayOfOffsetDateTime(Columns.times(attempts, a -> a.times().startedAt()))
                .addArrayOfOffsetDateTime(Columns.times(attempts, a -> a.times().finishedAt()))
                .addArrayOfShort(
                        Columns.shorts(attempts, a -> (short) a.outcome().httpStatus()))
                .addOffsetDateTime(time(attempts.get(0).times().finishedAt()));
        return addCounts(tuple, attempts);
    }

    private static Tuple addCounts(Tuple tuple, List<Attempt> attempts) {
        Map<Counted, Integer> counts = new HashMap<>();
        for (Attempt attempt : attempts) {
            counts.merge(new Counted(attempt.work().callback().profile(), latencyBucket(attempt)), 1, Integer::sum);
        }
        UUID[] profiles = new UUID[counts.size()];
        Short[] buckets = new Short[counts.size()];
        Integer[] numbers = new Integer[counts.size()];
        int i = 0;
        for (Map.Entry<Counted, Integer> count : counts.entrySet()) {
            profiles[i] = count.getKey().profile.value();
            buckets[i] = count.getKey().latencyBucket;
            numbers[i++] = count.getValue();
        }
        return tuple.addArrayOfUUID(profiles).addArrayOfShort(buckets).addArrayOfInteger(numbers);
    }

    static short latencyBucket(Attempt attempt) {
        return LatencyBuckets.of(Duration.between(
                attempt.work().callback().acceptedAt(), attempt.times().finishedAt()));
    }

    private record Counted(ProfileId profile, short latencyBucket) {}
}
