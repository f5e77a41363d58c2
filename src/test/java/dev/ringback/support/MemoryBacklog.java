package dev.ringback.support;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A backlog that keeps its rows in memory, in the mood that a test wants. */
public final class MemoryBacklog implements BacklogStore {
    /** What was given up as lost, in the order it came. */
    public final List<CallbackId> swept = new ArrayList<>();

    public final Mood mood = new Mood();
    public final Set<NodeId> fenced = new HashSet<>();
    public final Map<CallbackId, Row> rows = new TreeMap<>();
    public final List<Map<ProfileId, Integer>> asked = new ArrayList<>();
    public int rounds;

    /** {@code claimedBy} is empty while nobody has it. */
    public record Row(Callback callback, int number, Instant dueAt, Optional<NodeId> claimedBy) {
        Row by(Optional<NodeId> node) {
            return new Row(callback, number, dueAt, node);
        }
    }

    public CallbackId add(ProfileId profile, Instant dueAt) {
        Callback callback = Works.callback(profile, "{}", Instant.MAX);
        rows.put(callback.id(), new Row(callback, 2, dueAt, Optional.empty()));
        return callback.id();
    }

    public List<CallbackId> claimed() {
        return rows.values().stream()
                .filter(row -> row.claimedBy().isPresent())
                .map(row -> row.callback().id())
                .toList();
    }

    @Override
    public Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most) {
        return mood.answer(() -> {
            Map<ProfileId, Instant> first = new TreeMap<>();
            waiting()
                    .forEach(row -> first.merge(
                            row.callback().profile(), row.dueAt(), (one, other) -> one.isBefore(other) ? one : other));
            return first.entrySet().stream()
                    .filter(due -> after.isEmpty() || due.getKey().compareTo(after.get()) > 0)
                    .limit(most)
                    .map(due -> new Due(due.getKey(), due.getValue()))
                    .toList();
        });
    }

    @Override
    public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
        asked.add(Map.copyOf(room));
        return mood.answer(() -> {
            if (fenced.contains(node)) {
                throw new Trouble(Trouble.Kind.FENCED, "fenced");
            }
            List<Row> picked = new ArrayList<>();
            room.forEach((profile, most) -> waiting().stream()
                    .filter(row -> row.callback().profile().equals(profile)
                            && !row.dueAt().isAfter(now))
                    .sorted(Comparator.comparing(Row::dueAt))
                    .limit(most)
                    .forEach(picked::add));
            picked.forEach(row -> rows.put(row.callback().id(), row.by(Optional.of(node))));
            return picked.stream()
                    .map(row -> new Claimed(row.callback(), row.number()))
                    .toList();
        });
    }

    @Override
    public Future<Integer> promoteOrdered(Instant now, int most) {
        rounds++;
        return Future.succeededFuture(0);
    }

    @Override
    public Future<Void> freeClaims(NodeId node, Collection<CallbackId> held) {
        List<CallbackId> known = List.copyOf(held);
        return mood.answer(() -> {
            rows.replaceAll((id, row) -> row.claimedBy().filter(node::equals).isPresent() && !known.contains(id)
                    ? row.by(Optional.empty())
                    : row);
            return null;
        });
    }

    @Override
    public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
        return mood.answer(() -> {
            swept.addAll(astray);
            return null;
        });
    }

    @Override
    public Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most) {
        return mood.answer(() -> {
            List<CallbackId> gone = waiting().stream()
                    .filter(row -> row.callback().profile().equals(profile))
                    .limit(most)
                    .map(row -> row.callback().id())
                    .toList();
            gone.forEach(rows::remove);
            return gone.size();
        });
    }

    private List<Row> waiting() {
        return rows.values().stream().filter(row -> row.claimedBy().isEmpty()).toList();
    }
}
