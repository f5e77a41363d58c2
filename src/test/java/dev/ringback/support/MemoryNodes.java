package dev.ringback.support;

import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Uuid7;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The table of nodes, and what each has unsettled, in memory. Portions are of three, so that a take-over has several. */
public final class MemoryNodes implements NodeStore {
    private static final int PORTION = 3;

    public final Mood mood = new Mood();
    /** Of the steps of take-overs. */
    public final Mood recovering = new Mood();

    public final Map<NodeId, Row> rows = new TreeMap<>();
    public final Map<NodeId, TreeSet<CallbackId>> unsettled = new HashMap<>();
    public final List<CallbackId> backlog = new ArrayList<>();
    public final Set<NodeId> freed = new HashSet<>();

    /** {@code mark}: nothing below it is unsettled. */
    public record Row(long beat, UUID mark, Optional<NodeId> takenBy) {}

    public void add(NodeId node) {
        rows.put(node, new Row(0, new UUID(0, 0), Optional.empty()));
    }

    /** As a living node does that is not under test. */
    public void raise(NodeId node) {
        rows.computeIfPresent(node, (id, row) -> new Row(row.beat() + 1, row.mark(), row.takenBy()));
    }

    @Override
    public Future<Void> register(NodeId node, String host, UUID lowWater, Instant now) {
        return mood.answer(() -> {
            rows.put(node, new Row(0, lowWater, Optional.empty()));
            return null;
        });
    }

    @Override
    public Future<Void> beat(NodeId node, UUID lowWater) {
        return mood.answer(() -> {
            Row row = rows.get(node);
            if (row == null || row.takenBy().isPresent()) {
                throw new Trouble(Trouble.Kind.FENCED, "fenced");
            }
            rows.put(node, new Row(row.beat() + 1, lowWater, row.takenBy()));
            return null;
        });
    }

    @Override
    public Future<List<Member>> nodes() {
        return mood.answer(() -> {
            List<Member> members = new ArrayList<>();
            rows.forEach((id, row) -> members.add(new Member(id, "host", row.beat(), row.takenBy(), TestClock.START)));
            return members;
        });
    }

    @Override
    public Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive) {
        List<NodeId> living = List.copyOf(alive);
        return recovering.answer(() -> {
            Row row = rows.get(dead);
            boolean free = row != null
                    && row.takenBy()
                            .filter(by -> living.contains(by) && rows.containsKey(by))
                            .isEmpty();
            if (free) {
                rows.put(dead, new Row(row.beat(), row.mark(), Optional.of(survivor)));
            }
            return free;
        });
    }

    @Override
    public Future<Portion> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
        return recovering.answer(() -> {
            Row row = rows.get(dead);
            if (row == null || row.takenBy().filter(survivor::equals).isEmpty()) {
                return new Portion(0, 0, Optional.empty());
            }
            List<CallbackId> portion = unsettled.getOrDefault(dead, new TreeSet<>()).stream()
                    .filter(id -> Uuid7.compare(id.value(), row.mark()) >= 0)
                    .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
                    .limit(Math.min(most, PORTION))
                    .toList();
            List<CallbackId> fresh =
                    portion.stream().filter(id -> !backlog.contains(id)).toList();
            backlog.addAll(fresh);
            return new Portion(
                    portion.size(),
                    fresh.size(),
                    portion.isEmpty() ? Optional.empty() : Optional.of(portion.get(portion.size() - 1)));
        });
    }

    @Override
    public Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark) {
        return recovering.answer(() -> {
            rows.computeIfPresent(dead, (id, row) -> new Row(row.beat(), mark.value(), row.takenBy()));
            return null;
        });
    }

    @Override
    public Future<Void> freeClaims(NodeId dead) {
        return recovering.answer(() -> {
            freed.add(dead);
            return null;
        });
    }

    @Override
    public Future<Void> remove(NodeId node, NodeId by) {
        return recovering.answer(() -> {
            if (rows.containsKey(node)
                    && rows.get(node).takenBy().filter(by::equals).isPresent()) {
                rows.remove(node);
            }
            return null;
        });
    }
}
