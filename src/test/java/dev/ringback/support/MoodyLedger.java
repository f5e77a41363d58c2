package dev.ringback.support;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.support.memory.MemoryLedger;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The twin's ledger in the mood that a test wants, with a look at what was asked for and what is there. */
public final class MoodyLedger implements LedgerStore {
    public final Mood mood = new Mood();
    public final List<Integer> batches = new ArrayList<>();
    private final MemoryStore tables = new MemoryStore();
    private final MemoryLedger ledger = tables.ledger(mood);

    public MoodyLedger() {
        MoodyNodes.join(tables, Works.NODE);
    }

    /** A callback that {@link Works#NODE} has claimed. */
    public Work claimed(ProfileId profile, int number) {
        Work work = Works.claimed(profile, number);
        Callback callback = work.callback();
        tables.plant(callback, Works.NODE);
        tables.plant(new BacklogRow(callback.id(), profile, TestClock.START, number, 0, "", Optional.of(Works.NODE)));
        return work;
    }

    /** Attempts of such callbacks and errors. */
    public void refuse(Predicate<AttemptRow> attempts) {
        tables.refuse(row -> row instanceof AttemptRow attempt && attempts.test(attempt));
    }

    /** Whatever is written. */
    public void refuseAll() {
        tables.refuse(row -> true);
    }

    public void fence(NodeId node) {
        MoodyNodes.fence(tables, node);
    }

    public List<AttemptRow> attempts() {
        return tables.attempts();
    }

    public Map<CallbackId, BacklogRow> waiting() {
        return tables.waiting();
    }

    /** It is recorded, or waits. */
    public boolean has(CallbackId id) {
        return tables.waiting(id).isPresent() || !tables.attempts(id).isEmpty();
    }

    @Override
    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
        batches.add(tried.size());
        return ledger.record(node, tried, now);
    }

    @Override
    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
        batches.add(postponed.size());
        return ledger.postpone(node, postponed);
    }
}
