package dev.ringback.support.memory;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.support.memory.Rows.AttemptKey;
import dev.ringback.support.memory.Rows.AttemptRow;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.CallbackRow;
import dev.ringback.support.memory.Rows.Count;
import dev.ringback.support.memory.Rows.CountDelta;
import dev.ringback.support.memory.Rows.Key;
import dev.ringback.support.memory.Rows.KeyRow;
import dev.ringback.support.memory.Rows.OrderKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The journal of the twin: what {@code journal.sql} does. */
public final class MemoryJournal implements JournalStore {
    private static final int KEY_MAX = 255;

    private final MemoryStore store;
    private final Schedule schedule;
    private final InstantSource clock;
    private final Duration keysKept;
    private final Pen plain;
    private final Pen keyed;

    MemoryJournal(MemoryStore store, Schedule schedule, int number, InstantSource clock, Duration keysKept) {
        this.plain = new Pen(2 * number + 1);
        this.keyed = new Pen(2 * number + 2);
        this.store = store;
        this.schedule = schedule;
        this.clock = clock;
        this.keysKept = keysKept;
    }

    @Override
    public Future<Void> append(NodeId node, List<Entry> entries) {
        boolean fresh = entries.stream().allMatch(entry -> entry.beside().isNothing());
        Instant now = Rows.time(clock.instant());
        int epoch = plain.epoch;
        return plain.heard(store.<Boolean>send(schedule, fresh ? "journal_fresh" : "journal_mixed", transaction -> {
                    entries.forEach(MemoryJournal::checkTexts);
                    checkLicence(transaction, node, plain, epoch);
                    write(transaction, node, entries, now);
                    return true;
                }))
                .mapEmpty();
    }

    @Override
    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
        Instant now = Rows.time(clock.instant());
        Instant expiry = Rows.time(now.plus(keysKept));
        int epoch = keyed.epoch;
        return keyed.heard(store.send(schedule, "journal_keyed", transaction -> {
            entries.forEach(MemoryJournal::checkTexts);
            checkLicence(transaction, node, keyed, epoch);
            Map<CallbackId, KeyRow> held = hold(transaction, entries, now, expiry);
            List<Entry> input = entries.stream()
                    .filter(entry -> held.get(id(entry)).callback().equals(id(entry)))
                    .toList();
            write(transaction, node, input, now);
            return entries.stream()
                    .map(entry -> held.get(id(entry)))
                    .map(row -> new KeyHolder(row.callback(), row.requestHash()))
                    .toList();
        }));
    }

    /** As that of {@code PgJournal}. */
    private static final class Pen {
        private final int place;
        private int epoch;

        Pen(int place) {
            this.place = place;
        }

        <T> Future<T> heard(Future<T> statement) {
            return statement.onFailure(
                    failure -> epoch += Trouble.kindOf(failure) == Trouble.Kind.FATE_UNKNOWN ? 1 : 0);
        }
    }

    /** The lock lets a change of the epochs pass, so only the snapshot says whether they allow it. */
    private void checkLicence(Transaction transaction, NodeId node, Pen pen, int epoch) {
        if (transaction
                .read(store.node, node)
                .filter(row -> row.allows(pen.place, epoch))
                .isEmpty()) {
            throw new Trouble(Trouble.Kind.FENCED, node + " has no row, or gave that flush up");
        }
        store.checkLicence(transaction, node);
    }

    private Map<CallbackId, KeyRow> hold(Transaction transaction, List<Entry> entries, Instant now, Instant expiry) {
        Map<CallbackId, KeyRow> held = new HashMap<>();
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(MemoryJournal::key, store.idempotencyKey.order()));
        for (Entry entry : sorted) {
            KeyRow own = new KeyRow(entry.beside().key().orElseThrow().requestHash(), id(entry), expiry);
            held.put(
                    id(entry),
                    transaction.upsert(
                            store.idempotencyKey,
                            key(entry),
                            own,
                            there -> there.expiresAt().isAfter(now) ? there : own));
        }
        return held;
    }

    private void write(Transaction transaction, NodeId node, List<Entry> entries, Instant now) {
        for (Entry entry : entries) {
            Callback callback = entry.callback();
            Callback kept = new Callback(
                    callback.id(),
                    callback.profile(),
                    callback.event(),
                    callback.data(),
                    Rows.expiry(callback.expiresAt()));
            transaction.insert(store.callback, callback.id(), new CallbackRow(kept, node, entry.reference()));
        }
        touchKeys(transaction, entries, now);
        wait(transaction, entries);
        skip(transaction, entries, now);
    }

    private void touchKeys(Transaction transaction, List<Entry> entries, Instant now) {
        Set<OrderKey> keys = new TreeSet<>(store.orderKey.order());
        entries.stream()
                .filter(entry -> !entry.beside().orderKey().isEmpty())
                .forEach(entry -> keys.add(orderKey(entry)));
        for (OrderKey key : keys) {
            Instant unused =
                    transaction.upsert(store.orderKey, key, now, touched -> touched.isAfter(now) ? touched : now);
        }
    }

    private void wait(Transaction transaction, List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(MemoryJournal::id));
        for (Entry entry : sorted) {
            entry.beside().dueAt().ifPresent(due -> {
                String key = entry.beside().orderKey();
                Instant dueAt = key.isEmpty() ? Rows.time(due) : Instant.MAX;
                long sequence = key.isEmpty() ? 0 : store.nextNumber();
                transaction.insert(
                        store.backlog,
                        id(entry),
                        new BacklogRow(id(entry), profile(entry), dueAt, 1, sequence, key, Optional.empty()));
            });
        }
    }

    private void skip(Transaction transaction, List<Entry> entries, Instant now) {
        Map<ProfileId, Integer> skipped = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.beside().skipped()) {
                AttemptKey key = new AttemptKey(id(entry), 1);
                Outcome outcome = Outcome.failed(OutcomeKind.NONE, "the profile was disabled");
                transaction.insert(
                        store.attempt, key, new AttemptRow(key, profile(entry), outcome, Verdict.Kind.SKIPPED));
                skipped.merge(profile(entry), 1, Integer::sum);
            }
        }
        if (!skipped.isEmpty()) {
            List<Count> counts = new ArrayList<>();
            skipped.forEach(
                    (profile, n) -> counts.add(new Count(profile, Verdict.Kind.SKIPPED, LatencyBuckets.NONE, n)));
            transaction.insert(store.countDelta, store.nextNumber(), new CountDelta(now, counts));
        }
    }

    @Override
    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
        Map<Integer, Integer> epochs = Map.of(plain.place, plain.epoch, keyed.place, keyed.epoch);
        return store.<Boolean>send(schedule, "raise_epochs", transaction -> {
                    transaction
                            .lock(
                                    store.node,
                                    node,
                                    Lock.NO_KEY_UPDATE,
                                    row -> row.takenBy().isEmpty())
                            .ifPresent(row -> transaction.update(store.node, node, row.raised(epochs)));
                    return true;
                })
                .compose(raised -> findCallbacks(node, ids));
    }

    /** Waits for whoever writes now, and then looks anew. */
    private Future<Set<CallbackId>> findCallbacks(NodeId node, List<CallbackId> ids) {
        List<Statement> writers = new ArrayList<>();
        boolean[] asked = {false};
        return store.send(schedule, "find_callbacks", transaction -> {
            if (!asked[0]) {
                asked[0] = true;
                store.statementsUnderWay().stream().filter(Statement::isWriter).forEach(writers::add);
            }
            writers.stream().filter(Statement::isUnderWay).findFirst().ifPresent(writer -> {
                throw new Blocked(writer);
            });
            store.lookAgain(transaction);
            store.checkUnfenced(transaction, node);
            Set<CallbackId> found = new HashSet<>();
            for (CallbackId id : ids) {
                transaction.read(store.callback, id).ifPresent(row -> found.add(id));
            }
            return found;
        });
    }

    /** Frees keys that have expired. */
    public Future<Void> dropExpiredKeys(Instant now) {
        return store.<Boolean>send(schedule, "drop_expired_keys", transaction -> {
                    for (Key key : transaction.keys(store.idempotencyKey, row -> isOver(row, now))) {
                        transaction
                                .lockFree(store.idempotencyKey, key, row -> isOver(row, now))
                                .ifPresent(row -> transaction.delete(store.idempotencyKey, key));
                    }
                    return true;
                })
                .mapEmpty();
    }

    private static boolean isOver(KeyRow row, Instant now) {
        return !row.expiresAt().isAfter(now);
    }

    private static void checkTexts(Entry entry) {
        String unused = Rows.text(entry.reference());
        unused = Rows.text(entry.callback().event());
        unused = Rows.text(entry.beside().orderKey());
        entry.beside().key().ifPresent(key -> {
            int length = Rows.text(key.text()).codePointCount(0, key.text().length());
            if (length < 1 || length > KEY_MAX) {
                throw Rows.refused("idempotency_key_key_check", "23514");
            }
        });
    }

    private static CallbackId id(Entry entry) {
        return entry.callback().id();
    }

    private static ProfileId profile(Entry entry) {
        return entry.callback().profile();
    }

    private static OrderKey orderKey(Entry entry) {
        return new OrderKey(profile(entry), entry.beside().orderKey());
    }

    private static Key key(Entry entry) {
        return new Key(entry.account(), entry.beside().key().orElseThrow().text());
    }
}
