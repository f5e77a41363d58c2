package dev.ringback.support.memory;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.flow.Trouble;
import dev.ringback.support.memory.Rows.AttemptKey;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.CallbackRow;
import dev.ringback.support.memory.Rows.Change;
import dev.ringback.support.memory.Rows.CountDelta;
import dev.ringback.support.memory.Rows.Key;
import dev.ringback.support.memory.Rows.KeyRow;
import dev.ringback.support.memory.Rows.NodeRow;
import dev.ringback.support.memory.Rows.OrderKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The whole store in memory: one truth for all nodes of a test, with an adapter for each port. It is as strict as PostgreSQL in what a statement
 * sees, what it waits for and what it refuses; the contract suites hold both to the same. It forgets everything with the process.
 */
public final class MemoryStore {
    final Table<CallbackId, CallbackRow> callback = new Table<>("callback", Comparator.<CallbackId>naturalOrder());
    final Table<AttemptKey, AttemptRow> attempt =
            new Table<>("attempt", Comparator.comparing(AttemptKey::callback).thenComparingInt(AttemptKey::number));
    final Table<CallbackId, BacklogRow> backlog = new Table<>("backlog", Comparator.<CallbackId>naturalOrder());
    final Table<OrderKey, Instant> orderKey =
            new Table<>("order_key", Comparator.comparing(OrderKey::profile).thenComparing(OrderKey::key));
    final Table<NodeId, NodeRow> node = new Table<>("node", Comparator.<NodeId>naturalOrder());
    final Table<Long, CountDelta> countDelta = new Table<>("count_delta", Comparator.<Long>naturalOrder());
    final Table<Key, KeyRow> idempotencyKey = new Table<>(
            "idempotency_key",
            Comparator.<Key, String>comparing(key -> key.account().value()).thenComparing(Key::text));

    private final Set<Statement> underWay = new LinkedHashSet<>();
    private final ArrayDeque<Garbage> garbage = new ArrayDeque<>();
    private final List<Consumer<List<Change>>> watchers = new ArrayList<>();
    private Predicate<Object> refused = row -> false;
    private long time;
    private long numbers;

    private record Garbage(long since, Transaction.Place<?, ?> place) {}

    /** {@code number}: of this journal among those of its node; {@code keysKept}: how long an idempotency key holds. */
    public MemoryJournal journal(Schedule schedule, int number, InstantSource clock, Duration keysKept) {
        return new MemoryJournal(this, schedule, number, clock, keysKept);
    }

    public MemoryLedger ledger(Schedule schedule) {
        return new MemoryLedger(this, schedule);
    }

    public MemoryBacklog backlog(Schedule schedule) {
        return new MemoryBacklog(this, schedule);
    }

    public MemoryChanges changes(Schedule schedule, Function<ProfileId, Optional<ProfileState>> profiles) {
        return new MemoryChanges(this, schedule, profiles);
    }

    public MemoryNodes nodes(Schedule schedule) {
        return new MemoryNodes(this, schedule);
    }

    /** What is committed now, in the order of the ids. */
    public NavigableMap<CallbackId, CallbackRow> callbacks() {
        return committed(callback);
    }

    public List<AttemptRow> attempts() {
        return List.copyOf(committed(attempt).values());
    }

    public synchronized List<AttemptRow> attempts(CallbackId id) {
        List<AttemptRow> rows = new ArrayList<>();
        for (var cell : attempt.from(new AttemptKey(id, 0), true).entrySet()) {
            if (!cell.getKey().callback().equals(id)) {
                break;
            }
            attempt.newest(cell.getKey()).ifPresent(rows::add);
        }
        return rows;
    }

    public synchronized Optional<BacklogRow> waiting(CallbackId id) {
        return backlog.newest(id);
    }

    public NavigableMap<CallbackId, BacklogRow> waiting() {
        return committed(backlog);
    }

    public NavigableMap<NodeId, NodeRow> nodeRows() {
        return committed(node);
    }

    public List<CountDelta> countDeltas() {
        return List.copyOf(committed(countDelta).values());
    }

    public NavigableMap<OrderKey, Instant> orderKeys() {
        return committed(orderKey);
    }

    public NavigableMap<Key, KeyRow> keys() {
        return committed(idempotencyKey);
    }

    /** Begun, and neither committed nor rolled back. */
    public synchronized List<Statement> statementsUnderWay() {
        return List.copyOf(underWay);
    }

    /** Is told of each commit, when it has just happened. */
    public void watch(Consumer<List<Change>> watcher) {
        watchers.add(watcher);
    }

    private synchronized <K, R> NavigableMap<K, R> committed(Table<K, R> table) {
        NavigableMap<K, R> rows = new TreeMap<>(table.order());
        table.each(rows::put);
        return rows;
    }

    <T> Future<T> send(Schedule schedule, String name, Function<Transaction, T> work) {
        Statement.Body<T> body = new Statement.Body<>(work);
        schedule.submitted(new Statement(this, schedule, name, body));
        return body.answer();
    }

    /** `me`: the node's row is its licence to write. */
    boolean isLicensed(Transaction transaction, NodeId id) {
        return transaction
                .lock(node, id, Lock.KEY_SHARE, row -> row.takenBy().isEmpty())
                .isPresent();
    }

    void checkLicence(Transaction transaction, NodeId id) {
        if (!isLicensed(transaction, id)) {
            throw new Trouble(Trouble.Kind.FENCED, "another node has taken over what " + id + " held");
        }
    }

    /** What the attempts say of a callback in that snapshot: the last number, and the last final one; 0 for none. */
    Tries tries(Transaction transaction, CallbackId id) {
        int[] last = {0};
        int[] ended = {0};
        transaction.scanFrom(attempt, new AttemptKey(id, 0), (key, row) -> {
            if (!key.callback().equals(id)) {
                return false;
            }
            last[0] = key.number();
            ended[0] = row.verdict().code() != 0 ? key.number() : ended[0];
            return true;
        });
        return new Tries(last[0], ended[0]);
    }

    record Tries(int last, int lastFinal) {
        /** One that was retried has final records that are not its last. */
        boolean ended() {
            return last > 0 && last == lastFinal;
        }
    }

    /** A backlog row for a callback that has neither one nor a final record as its last; says whether it made one. */
    boolean bringBack(Transaction transaction, Callback lost, Instant now) {
        Tries tries = tries(transaction, lost.id());
        return !tries.ended()
                && transaction.read(backlog, lost.id()).isEmpty()
                && transaction.insertNew(
                        backlog,
                        lost.id(),
                        BacklogRow.broughtBack(lost, Rows.time(now), 1 + tries.last(), tries.lastFinal()));
    }

    /** {@code end_belated} of one row; says whether it was. */
    boolean endBelated(Transaction transaction, NodeId by, CallbackId id, Instant now) {
        Tries tries = tries(transaction, id);
        Optional<BacklogRow> belated =
                transaction.lock(backlog, id, Lock.UPDATE, row -> row.isClaimedBy(by) && tries.last() >= row.number());
        belated.ifPresent(row -> {
            if (tries.ended()) {
                transaction.delete(backlog, id);
            } else {
                transaction.update(backlog, id, row.after(Rows.time(now), tries.last(), tries.lastFinal()));
            }
        });
        return belated.isPresent();
    }

    void checkUnfenced(Transaction transaction, NodeId id) {
        if (transaction.read(node, id).filter(row -> row.takenBy().isEmpty()).isEmpty()) {
            throw new Trouble(Trouble.Kind.FENCED, "another node has taken over what " + id + " held");
        }
    }

    /** Gaps are as good as in a sequence of the database. */
    long nextNumber() {
        return ++numbers;
    }

    void begun(Statement statement) {
        statement.transaction().snapshot(time);
        underWay.add(statement);
    }

    /** A later look at what is committed, as the next statement of a session has it. */
    void lookAgain(Transaction transaction) {
        transaction.snapshot(time);
    }

    /** Answers who may go on now. */
    List<Statement> ended(Statement statement, boolean committed) {
        Transaction transaction = statement.transaction();
        if (committed && !transaction.writes().isEmpty()) {
            commit(transaction);
        }
        transaction.release();
        underWay.remove(statement);
        vacuum();
        return underWay.stream().filter(other -> other.waitsFor(statement)).toList();
    }

    private void commit(Transaction transaction) {
        time++;
        List<Change> changes = new ArrayList<>();
        for (Transaction.Write<?, ?> write : transaction.writes()) {
            changes.add(write.change());
            write.commit(time);
            if (!write.isFirst()) {
                garbage.add(new Garbage(time, write.place()));
            }
        }
        watchers.forEach(watcher -> watcher.accept(changes));
    }

    private void vacuum() {
        long seenSince = underWay.stream()
                .mapToLong(one -> one.transaction().asOf())
                .min()
                .orElse(time);
        while (!garbage.isEmpty() && garbage.peek().since() <= seenSince) {
            garbage.remove().place().vacuum(seenSince);
        }
    }

    /** From now on a statement that would write one of those is refused for it, as if the database did not like a value. */
    public void refuse(Predicate<Object> rows) {
        refused = rows;
    }

    void checkRow(Object row) {
        if (refused.test(row)) {
            throw Rows.refused("a value is out of range", "22003");
        }
    }

    /** As if all that led there had happened. */
    public synchronized void plant(Callback accepted, NodeId by) {
        time++;
        callback.commit(accepted.id(), Optional.of(new CallbackRow(accepted, by, "")), time);
    }

    /** The same. */
    public synchronized void plant(BacklogRow waiting) {
        time++;
        backlog.commit(waiting.callback(), Optional.of(waiting), time);
    }

    /** As nothing of ours does. */
    public synchronized void removeWaiting(CallbackId id) {
        time++;
        backlog.commit(id, Optional.empty(), time);
    }

    /** Its row goes, and what it holds stays. */
    public synchronized void remove(NodeId id) {
        time++;
        node.commit(id, Optional.empty(), time);
    }

    @Override
    public String toString() {
        return "memory " + Map.of("under way", underWay);
    }
}
