package dev.ringback.support.memory;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.support.memory.Rows.AttemptKey;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger of the twin: what {@code ledger.sql} does. */
public final class MemoryLedger implements LedgerStore {
    private final MemoryStore store;
    private final Schedule schedule;

    MemoryLedger(MemoryStore store, Schedule schedule) {
        this.store = store;
        this.schedule = schedule;
    }

    /** In two statements, as a batch of mostly first tries is written. */
    @Override
    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
        List<Attempt> first = new ArrayList<>();
        List<Attempt> rest = new ArrayList<>();
        for (Tried one : tried) {
            (isFirst(one.attempt()) ? first : rest).add(one.attempt());
        }
        return first.isEmpty()
                ? recordAny(node, rest, now)
                : recordFirst(node, first, now).compose(done -> recordAny(node, rest, now));
    }

    private static boolean isFirst(Attempt attempt) {
        return attempt.verdict().kind() == Verdict.Kind.DELIVERED
                && attempt.work().number() == 1
                && !attempt.work().claimed()
                && attempt.outcome().kind() == OutcomeKind.ANSWERED
                && attempt.outcome().error().isEmpty()
                && attempt.outcome().answer().isEmpty()
                && attempt.request().isEmpty();
    }

    private Future<Void> recordFirst(NodeId node, List<Attempt> attempts, Instant now) {
        return store.<Boolean>send(schedule, "record_delivered", transaction -> {
                    store.checkLicence(transaction, node);
                    for (Attempt one : attempts) {
                        if (!insert(transaction, one)) {
                            throw Rows.refused("duplicate key in attempt", "23505");
                        }
                    }
                    attempts.forEach(one -> settle(transaction, one));
                    count(transaction, attempts, now);
                    return true;
                })
                .<Void>mapEmpty()
                .recover(failure -> Trouble.kindOf(failure) == Trouble.Kind.ROW_REFUSED
                        ? recordAny(node, attempts, now)
                        : Future.failedFuture(failure));
    }

    private Future<Void> recordAny(NodeId node, List<Attempt> tried, Instant now) {
        if (tried.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Attempt> attempts = once(tried);
        return store.send(schedule, "record_attempts", transaction -> {
                    store.checkLicence(transaction, node);
                    return record(transaction, node, attempts, now);
                })
                .compose(written ->
                        written == attempts.size() ? Future.succeededFuture() : endBelated(node, attempts, now));
    }

    private void settle(Transaction transaction, Attempt one) {
        transaction
                .lock(store.backlog, id(one), Lock.UPDATE, row -> true)
                .ifPresent(row -> transaction.delete(store.backlog, id(one)));
    }

    private int record(Transaction transaction, NodeId node, List<Attempt> attempts, Instant now) {
        List<Attempt> recorded = attempts.stream()
                .filter(one -> !one.work().claimed() || isClaimed(transaction, node, one))
                .filter(one -> insert(transaction, one))
                .toList();
        for (Attempt one : recorded) {
            if (one.verdict().isFinal()) {
                settle(transaction, one);
            } else {
                wait(transaction, one);
            }
        }
        count(transaction, recorded, now);
        return recorded.size();
    }

    private boolean isClaimed(Transaction transaction, NodeId node, Attempt attempt) {
        return transaction
                .read(store.backlog, id(attempt))
                .filter(row -> row.isClaimedBy(node))
                .isPresent();
    }

    private boolean insert(Transaction transaction, Attempt attempt) {
        AttemptKey key = new AttemptKey(id(attempt), attempt.work().number());
        return transaction.insertNew(
                store.attempt,
                key,
                new AttemptRow(
                        key,
                        attempt.work().callback().profile(),
                        attempt.outcome(),
                        attempt.verdict().kind()));
    }

    private void wait(Transaction transaction, Attempt attempt) {
        Instant due = Rows.time(attempt.verdict().dueAt());
        int next = attempt.work().number() + 1;
        ProfileId profile = attempt.work().callback().profile();
        BacklogRow unused = transaction.upsert(
                store.backlog,
                id(attempt),
                new BacklogRow(id(attempt), profile, due, next, 0, "", Optional.empty()),
                row -> row.tried(due, next));
    }

    private void count(Transaction transaction, List<Attempt> recorded, Instant now) {
        Map<Count, Integer> sums = new LinkedHashMap<>();
        for (Attempt one : recorded) {
            Count what =
                    new Count(one.work().callback().profile(), one.verdict().kind(), latencyBucket(one), 0);
            sums.merge(what, 1, Integer::sum);
        }
        if (!sums.isEmpty()) {
            List<Count> counts = new ArrayList<>();
            sums.forEach((what, n) -> counts.add(new Count(what.profile(), what.verdict(), what.latencyBucket(), n)));
            transaction.insert(store.countDelta, store.nextNumber(), new CountDelta(Rows.time(now), counts));
        }
    }

    private Future<Void> endBelated(NodeId node, List<Attempt> attempts, Instant now) {
        List<CallbackId> claimed = attempts.stream()
                .filter(one -> one.work().claimed())
                .map(MemoryLedger::id)
                .toList();
        if (claimed.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.<Boolean>send(schedule, "end_belated", transaction -> {
                    claimed.forEach(id -> store.endBelated(transaction, node, id, now));
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
        return store.<Boolean>send(schedule, "postpone", transaction -> {
                    store.checkLicence(transaction, node);
                    postponed.forEach(one -> postpone(transaction, node, one));
                    return true;
                })
                .mapEmpty();
    }

    private void postpone(Transaction transaction, NodeId node, Postponed one) {
        CallbackId id = one.work().callback().id();
        Instant due = Rows.time(one.dueAt());
        if (one.work().claimed()) {
            transaction
                    .lock(
                            store.backlog,
                            id,
                            Lock.UPDATE,
                            row -> row.isClaimedBy(node) && row.dueAt().isBefore(due))
                    .ifPresent(row -> transaction.update(store.backlog, id, row.tried(due, row.number())));
            return;
        }
        boolean unused = store.bringBack(transaction, one.work().callback(), due);
    }

    /** Of two outcomes of one try in a batch the final one counts. */
    private static List<Attempt> once(List<Attempt> tried) {
        Map<AttemptKey, Attempt> once = new LinkedHashMap<>();
        for (Attempt one : tried) {
            Attempt unused = once.merge(
                    new AttemptKey(id(one), one.work().number()),
                    one,
                    (first, second) -> first.verdict().isFinal() ? first : second);
        }
        return List.copyOf(once.values());
    }

    private static short latencyBucket(Attempt attempt) {
        return attempt.verdict().kind() == Verdict.Kind.DELIVERED
                ? LatencyBuckets.of(Duration.between(
                        attempt.work().callback().acceptedAt(), attempt.times().finishedAt()))
                : LatencyBuckets.NONE;
    }

    private static CallbackId id(Attempt attempt) {
        return attempt.work().callback().id();
    }
}
