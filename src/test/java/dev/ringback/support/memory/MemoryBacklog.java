package dev.ringback.support.memory;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.support.memory.Rows.AttemptKey;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import dev.ringback.support.memory.Rows.OrderKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The backlog of the twin: what {@code backlog.sql} does. */
public final class MemoryBacklog implements BacklogStore {
    private static final Comparator<BacklogRow> BY_TIME =
            Comparator.comparing(BacklogRow::dueAt).thenComparing(BacklogRow::callback);

    private final MemoryStore store;
    private final Schedule schedule;

    MemoryBacklog(MemoryStore store, Schedule schedule) {
        this.store = store;
        this.schedule = schedule;
    }

    @Override
    public Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most) {
        return store.send(schedule, "due_profiles", transaction -> {
            Map<ProfileId, Instant> first = new TreeMap<>();
            transaction.scan(store.backlog, (id, row) -> {
                if (row.claimedBy().isEmpty()) {
                    first.merge(row.profile(), row.dueAt(), (one, other) -> one.isBefore(other) ? one : other);
                }
                return true;
            });
            return first.entrySet().stream()
                    .filter(due -> after.isEmpty() || due.getKey().compareTo(after.get()) > 0)
                    .limit(most)
                    .map(due -> new Due(due.getKey(), due.getValue()))
                    .toList();
        });
    }

    @Override
    public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
        Map<ProfileId, Integer> rooms = Map.copyOf(room);
        Instant present = Rows.time(now);
        return store.<List<Got>>send(schedule, "claim_due", transaction -> {
                    if (!store.isLicensed(transaction, node)) {
                        return List.of();
                    }
                    Map<CallbackId, BacklogRow> picked = pick(transaction, rooms, present);
                    picked.forEach((id, row) -> transaction.update(store.backlog, id, row.claimed(Optional.of(node))));
                    return picked.values().stream()
                            .flatMap(row -> transaction.read(store.callback, row.callback()).stream()
                                    .map(callback -> new Got(callback.callback(), row)))
                            .toList();
                })
                .compose(all -> withoutBelated(node, all, present));
    }

    private record Got(Callback callback, BacklogRow row) {}

    private Future<List<Claimed>> withoutBelated(NodeId node, List<Got> all, Instant now) {
        List<CallbackId> back = all.stream()
                .filter(got -> got.row().broughtBack())
                .map(got -> got.row().callback())
                .toList();
        Future<Set<CallbackId>> belated = back.isEmpty()
                ? Future.succeededFuture(Set.of())
                : store.send(
                        schedule,
                        "end_belated",
                        transaction -> back.stream()
                                .filter(id -> store.endBelated(transaction, node, id, now))
                                .collect(Collectors.toSet()));
        return belated.map(ended -> all.stream()
                .filter(got -> !ended.contains(got.callback().id()))
                .map(got -> new Claimed(
                        got.callback(), got.row().number(), got.row().triedBefore()))
                .toList());
    }

    private Map<CallbackId, BacklogRow> pick(Transaction transaction, Map<ProfileId, Integer> rooms, Instant now) {
        Map<ProfileId, Integer> left = new HashMap<>(rooms);
        Map<CallbackId, BacklogRow> picked = new TreeMap<>();
        Predicate<BacklogRow> free =
                row -> row.claimedBy().isEmpty() && !row.dueAt().isAfter(now);
        List<BacklogRow> due = new ArrayList<>();
        transaction.scan(store.backlog, (id, row) -> {
            if (free.test(row) && rooms.containsKey(row.profile())) {
                due.add(row);
            }
            return true;
        });
        due.sort(BY_TIME);
        for (BacklogRow row : due) {
            if (left.get(row.profile()) > 0) {
                transaction.lockFree(store.backlog, row.callback(), free).ifPresent(locked -> {
                    picked.put(row.callback(), locked);
                    left.merge(row.profile(), -1, Integer::sum);
                });
            }
        }
        return picked;
    }

    @Override
    public Future<Integer> promoteOrdered(Instant now, int most) {
        return store.send(schedule, "promote_ordered", transaction -> {
            Map<OrderKey, BacklogRow> heads = new TreeMap<>(store.orderKey.order());
            transaction.scan(store.backlog, (id, row) -> {
                OrderKey key = new OrderKey(row.profile(), row.orderKey());
                if (!row.orderKey().isEmpty()
                        && transaction.read(store.orderKey, key).isPresent()) {
                    heads.merge(key, row, (one, other) -> one.sequence() < other.sequence() ? one : other);
                }
                return true;
            });
            Predicate<BacklogRow> endless = row -> row.dueAt().equals(Instant.MAX);
            int[] promoted = {0};
            heads.values().stream()
                    .filter(endless)
                    .limit(most)
                    .forEach(head -> transaction
                            .lockFree(store.backlog, head.callback(), endless)
                            .ifPresent(row -> {
                                transaction.update(store.backlog, row.callback(), row.due(Rows.time(now)));
                                promoted[0]++;
                            }));
            return promoted[0];
        });
    }

    @Override
    public Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held) {
        Set<CallbackId> known = new HashSet<>(held);
        return store.send(schedule, "lost_claims", transaction -> lostClaims(transaction, node, known));
    }

    private List<LostClaim> lostClaims(Transaction transaction, NodeId node, Set<CallbackId> known) {
        List<LostClaim> lost = new ArrayList<>();
        if (transaction
                .read(store.node, node)
                .filter(row -> row.takenBy().isEmpty())
                .isPresent()) {
            transaction.scan(store.backlog, (id, row) -> {
                row.claimedBy()
                        .filter(by -> !known.contains(id)
                                && (by.equals(node)
                                        || transaction.read(store.node, by).isEmpty()))
                        .ifPresent(by -> lost.add(new LostClaim(id, transaction.madeBy(store.backlog, id))));
                return true;
            });
        }
        return lost;
    }

    @Override
    public Future<Void> free(List<LostClaim> lost) {
        return store.<Boolean>send(schedule, "free_claims", transaction -> {
                    lost.forEach(claim -> transaction
                            .lockVersion(store.backlog, claim.callback(), claim.name())
                            .ifPresent(row -> transaction.update(
                                    store.backlog, claim.callback(), row.claimed(Optional.empty()))));
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
        List<CallbackId> ids = List.copyOf(astray);
        return store.<Boolean>send(schedule, "sweep", transaction -> {
                    if (store.isLicensed(transaction, node)) {
                        for (CallbackId id : ids) {
                            transaction
                                    .read(store.callback, id)
                                    .ifPresent(row -> store.bringBack(transaction, row.callback(), now));
                        }
                    }
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most) {
        return store.send(schedule, "cancel_waiting", transaction -> {
            store.checkLicence(transaction, node);
            Predicate<BacklogRow> free =
                    row -> row.profile().equals(profile) && row.claimedBy().isEmpty();
            int cancelled = 0;
            int counted = 0;
            for (CallbackId id : transaction.keys(store.backlog, free)) {
                Optional<BacklogRow> row =
                        cancelled < most ? transaction.lockFree(store.backlog, id, free) : Optional.<BacklogRow>empty();
                if (row.isPresent()) {
                    transaction.delete(store.backlog, id);
                    cancelled++;
                    counted += cancel(transaction, row.get()) ? 1 : 0;
                }
            }
            if (counted > 0) {
                Count count = new Count(profile, Verdict.Kind.CANCELLED, LatencyBuckets.NONE, counted);
                transaction.insert(
                        store.countDelta, store.nextNumber(), new CountDelta(Rows.time(now), List.of(count)));
            }
            return cancelled;
        });
    }

    private boolean cancel(Transaction transaction, BacklogRow row) {
        AttemptKey key = new AttemptKey(row.callback(), row.number());
        Outcome outcome = Outcome.failed(OutcomeKind.NONE, "the profile was deleted");
        return transaction.insertNew(
                store.attempt, key, new AttemptRow(key, row.profile(), outcome, Verdict.Kind.CANCELLED));
    }

    /** Forgets order keys that nothing has stood in the line of for a while. */
    public Future<Void> dropIdleKeys(Instant touchedBefore) {
        return store.<Boolean>send(schedule, "drop_idle_keys", transaction -> {
                    Set<OrderKey> used = new HashSet<>();
                    transaction.scan(
                            store.backlog, (id, row) -> used.add(new OrderKey(row.profile(), row.orderKey())) || true);
                    for (OrderKey key : transaction.keys(store.orderKey, touched -> touched.isBefore(touchedBefore))) {
                        if (!used.contains(key)) {
                            transaction
                                    .lockFree(store.orderKey, key, touched -> touched.isBefore(touchedBefore))
                                    .ifPresent(touched -> transaction.delete(store.orderKey, key));
                        }
                    }
                    return true;
                })
                .mapEmpty();
    }

    /** Forgets what waits for longer than callbacks are kept. */
    public Future<Void> dropOlder(UUID bound) {
        return store.<Boolean>send(schedule, "drop_older", transaction -> {
                    Predicate<BacklogRow> old =
                            row -> Uuid7.compare(row.callback().value(), bound) < 0;
                    for (CallbackId id : transaction.keys(store.backlog, old)) {
                        transaction
                                .lock(store.backlog, id, Lock.UPDATE, old)
                                .ifPresent(row -> transaction.delete(store.backlog, id));
                    }
                    return true;
                })
                .mapEmpty();
    }
}
