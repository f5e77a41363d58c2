package dev.ringback.support.memory;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of the twin, as its tables keep them. */
public final class Rows {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Rows() {}

    public record CallbackRow(Callback callback, NodeId node, String reference) {}

    public record AttemptKey(CallbackId callback, int number) {}

    public record AttemptRow(AttemptKey key, ProfileId profile, Outcome outcome, Verdict.Kind verdict) {
        public AttemptRow {
            int status = outcome.httpStatus();
            if (status != 0 && (status < 100 || status > 999)) {
                throw refused("attempt_http_status_check", "23514");
            }
        }
    }

    /** A place in the line of an order key. */
    public record Place(long sequence, String orderKey) {}

    /** {@code orderKey} is empty, and {@code sequence} 0, of those in no line. */
    public record BacklogRow(
            CallbackId callback,
            ProfileId profile,
            Instant dueAt,
            int number,
            Place place,
            Optional<NodeId> claimedBy,
            int triedBefore,
            boolean broughtBack) {
        /** One that nothing old was made from. */
        public BacklogRow(
                CallbackId callback,
                ProfileId profile,
                Instant dueAt,
                int number,
                long sequence,
                String orderKey,
                Optional<NodeId> claimedBy,
                int triedBefore) {
            this(callback, profile, dueAt, number, new Place(sequence, orderKey), claimedBy, triedBefore, false);
        }

        /** One that was never retried by hand. */
        public BacklogRow(
                CallbackId callback,
                ProfileId profile,
                Instant dueAt,
                int number,
                long sequence,
                String orderKey,
                Optional<NodeId> claimedBy) {
            this(callback, profile, dueAt, number, sequence, orderKey, claimedBy, 0);
        }

        /** In no line, and unclaimed: its callback had neither a row nor a final record in that snapshot. */
        static BacklogRow broughtBack(Callback callback, Instant dueAt, int number, int triedBefore) {
            return new BacklogRow(
                    callback.id(),
                    callback.profile(),
                    dueAt,
                    number,
                    new Place(0, ""),
                    Optional.empty(),
                    triedBefore,
                    true);
        }

        public long sequence() {
            return place.sequence();
        }

        public String orderKey() {
            return place.orderKey();
        }

        boolean isClaimedBy(NodeId node) {
            return claimedBy.filter(node::equals).isPresent();
        }

        BacklogRow due(Instant due) {
            return new BacklogRow(callback, profile, due, number, place, claimedBy, triedBefore, broughtBack);
        }

        BacklogRow tried(Instant due, int next) {
            return new BacklogRow(callback, profile, due, next, place, Optional.empty(), triedBefore, false);
        }

        /** Where a belated one goes on. */
        BacklogRow after(Instant due, int last, int lastFinal) {
            return new BacklogRow(callback, profile, due, 1 + last, place, Optional.empty(), lastFinal, broughtBack);
        }

        BacklogRow claimed(Optional<NodeId> by) {
            return new BacklogRow(callback, profile, dueAt, number, place, by, triedBefore, broughtBack);
        }
    }

    public record OrderKey(ProfileId profile, String key) {}

    /** {@code epochs}: at each place the first that may still write; 0 where nothing is. */
    public record NodeRow(
            NodeId node,
            String host,
            long beat,
            UUID lowWater,
            Instant startedAt,
            Optional<NodeId> takenBy,
            Map<Integer, Integer> epochs) {
        static NodeRow registered(NodeId node, String host, UUID lowWater, Instant startedAt) {
            return new NodeRow(node, host, 0, lowWater, startedAt, Optional.empty(), Map.of());
        }

        boolean isTakenBy(NodeId other) {
            return takenBy.filter(other::equals).isPresent();
        }

        NodeRow taken(NodeId by) {
            return new NodeRow(node, host, beat, lowWater, startedAt, Optional.of(by), epochs);
        }

        NodeRow beaten(UUID mark) {
            NodeRow marked = marked(mark);
            return new NodeRow(node, host, beat + 1, marked.lowWater, startedAt, takenBy, epochs);
        }

        /** Never back. */
        NodeRow marked(UUID mark) {
            return Uuid7.compare(mark, lowWater) <= 0
                    ? this
                    : new NodeRow(node, host, beat, mark, startedAt, takenBy, epochs);
        }

        boolean allows(int place, int epoch) {
            return epochs.getOrDefault(place, 0) <= epoch;
        }

        /** Never back. */
        NodeRow raised(Map<Integer, Integer> to) {
            Map<Integer, Integer> all = new TreeMap<>(epochs);
            to.forEach((place, epoch) -> all.merge(place, epoch, Math::max));
            return new NodeRow(node, host, beat, lowWater, startedAt, takenBy, all);
        }
    }

    public record CountDelta(Instant recordedAt, List<Count> counts) {}

    public record Count(ProfileId profile, Verdict.Kind verdict, short latencyBucket, int n) {}

    public record Key(AccountId account, String text) {}

    public record KeyRow(byte[] requestHash, CallbackId callback, Instant expiresAt) {}

    /** A change that was committed; empty before a row was made, and after it was deleted. */
    public record Change(Object key, Optional<?> before, Optional<?> after) {}

    static Trouble refused(String what, String state) {
        return new Trouble(Trouble.Kind.ROW_REFUSED, what + " (SQLSTATE " + state + ")");
    }

    /** As the database keeps it. */
    static Instant time(Instant time) {
        return (time.isAfter(LAST) ? LAST : time).truncatedTo(ChronoUnit.MICROS);
    }

    /** The same, where the last of all times stands for none. */
    static Instant expiry(Instant time) {
        return time.equals(Instant.MAX) ? time : time(time);
    }

    static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw refused("invalid byte sequence for encoding", "22021");
        }
        return text;
    }
}
