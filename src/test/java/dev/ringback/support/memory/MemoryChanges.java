package dev.ringback.support.memory;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.replay.CallbackChanges;
import dev.ringback.support.memory.MemoryStore.Tries;
import dev.ringback.support.memory.Rows.AttemptKey;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.CallbackRow;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Retry and cancel in the twin: what {@code callback.sql} does, for profiles of the default account. */
public final class MemoryChanges implements CallbackChanges {
    private final MemoryStore store;
    private final Schedule schedule;
    private final Function<ProfileId, Optional<ProfileState>> profiles;

    /** {@code profiles} tells their states; a deleted one has none. */
    MemoryChanges(MemoryStore store, Schedule schedule, Function<ProfileId, Optional<ProfileState>> profiles) {
        this.store = store;
        this.schedule = schedule;
        this.profiles = profiles;
    }

    @Override
    public Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now) {
        return store.send(
                schedule,
                "retry",
                transaction -> find(transaction, account, id)
                        .map(row -> retry(transaction, row, id.compareTo(new CallbackId(oldest)) < 0, now))
                        .orElse(Retried.UNKNOWN));
    }

    private Retried retry(Transaction transaction, CallbackRow row, boolean tooOld, Instant now) {
        CallbackId id = row.callback().id();
        Optional<BacklogRow> waiting = transaction.read(store.backlog, id);
        Tries tries = store.tries(transaction, id);
        if (waiting.isPresent() && waiting.get().claimedBy().isEmpty()) {
            return Retried.WAITING;
        } else if (waiting.isPresent() || !tries.ended()) {
            return Retried.IN_HAND;
        } else if (last(transaction, id, tries) == Verdict.Kind.DELIVERED) {
            return Retried.DELIVERED;
        } else if (tooOld) {
            return Retried.TOO_OLD;
        }
        Optional<ProfileState> profile = profiles.apply(row.callback().profile());
        if (profile.isEmpty()) {
            return Retried.PROFILE_DELETED;
        }
        return profile.get() == ProfileState.ACTIVE ? again(transaction, row, tries, now) : Retried.PROFILE_DISABLED;
    }

    private Retried again(Transaction transaction, CallbackRow row, Tries tries, Instant now) {
        if (!row.callback().expiresAt().isAfter(now)) {
            return Retried.EXPIRED;
        }
        CallbackId id = row.callback().id();
        BacklogRow next = BacklogRow.broughtBack(row.callback(), Rows.time(now), tries.last() + 1, tries.last());
        return transaction.insertNew(store.backlog, id, next) ? Retried.DONE : Retried.WAITING;
    }

    @Override
    public Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now) {
        return store.send(schedule, "cancel", transaction -> {
            Optional<CallbackRow> found = find(transaction, account, id);
            if (!store.isLicensed(transaction, node)) {
                throw new Trouble(Trouble.Kind.FENCED, "another node has taken over what " + node + " held");
            }
            return found.map(row -> cancel(transaction, id, now)).orElse(Cancelled.UNKNOWN);
        });
    }

    private Cancelled cancel(Transaction transaction, CallbackId id, Instant now) {
        boolean waits = transaction.read(store.backlog, id).isPresent();
        Tries tries = store.tries(transaction, id);
        Optional<BacklogRow> gone = transaction.lock(
                store.backlog, id, Lock.UPDATE, row -> row.claimedBy().isEmpty());
        if (gone.isPresent()) {
            transaction.delete(store.backlog, id);
            if (end(transaction, gone.get(), now)) {
                return Cancelled.DONE;
            }
        }
        if (waits || !tries.ended()) {
            return Cancelled.IN_HAND;
        }
        return switch (last(transaction, id, tries)) {
            case DELIVERED -> Cancelled.DELIVERED;
            case CANCELLED -> Cancelled.BEFORE;
            case SKIPPED -> Cancelled.SKIPPED;
            default -> Cancelled.FAILED;
        };
    }

    private boolean end(Transaction transaction, BacklogRow row, Instant now) {
        AttemptKey key = new AttemptKey(row.callback(), row.number());
        Outcome outcome = Outcome.failed(OutcomeKind.NONE, "it was cancelled");
        boolean ended = transaction.insertNew(
                store.attempt, key, new AttemptRow(key, row.profile(), outcome, Verdict.Kind.CANCELLED));
        if (ended) {
            Count count = new Count(row.profile(), Verdict.Kind.CANCELLED, LatencyBuckets.NONE, 1);
            transaction.insert(store.countDelta, store.nextNumber(), new CountDelta(Rows.time(now), List.of(count)));
        }
        return ended;
    }

    private Optional<CallbackRow> find(Transaction transaction, AccountId account, CallbackId id) {
        return transaction.read(store.callback, id).filter(row -> account.equals(AccountId.DEFAULT));
    }

    private Verdict.Kind last(Transaction transaction, CallbackId id, Tries tries) {
        return transaction
                .read(store.attempt, new AttemptKey(id, tries.last()))
                .orElseThrow()
                .verdict();
    }
}
