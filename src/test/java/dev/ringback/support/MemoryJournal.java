package dev.ringback.support;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A journal that keeps its rows in memory, in the mood that a test wants. */
public final class MemoryJournal implements JournalStore {
    public final Mood mood = new Mood();
    /** Of {@link #findWritten}. */
    public final Mood finding = new Mood();

    public final Map<CallbackId, Entry> rows = new TreeMap<>();
    public final Map<CallbackId, NodeId> writers = new HashMap<>();
    /** As they were asked for, refused ones too. */
    public final List<List<Entry>> batches = new ArrayList<>();

    public final Set<NodeId> fenced = new HashSet<>();
    private final Map<String, KeyHolder> keys = new HashMap<>();
    private Predicate<Entry> refused = entry -> false;

    public void refuse(Predicate<Entry> rows) {
        refused = rows;
    }

    @Override
    public Future<Void> append(NodeId node, List<Entry> entries) {
        batches.add(List.copyOf(entries));
        return mood.answer(() -> {
            write(node, entries);
            return null;
        });
    }

    @Override
    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
        batches.add(List.copyOf(entries));
        return mood.answer(() -> {
            List<Entry> fresh = entries.stream()
                    .filter(entry -> !keys.containsKey(keyOf(entry)))
                    .toList();
            write(node, fresh);
            fresh.forEach(entry -> keys.put(
                    keyOf(entry),
                    new KeyHolder(
                            entry.callback().id(),
                            entry.beside().key().orElseThrow().requestHash())));
            return entries.stream().map(entry -> keys.get(keyOf(entry))).toList();
        });
    }

    @Override
    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
        return finding.answer(() -> {
            checkLicence(node);
            Set<CallbackId> there = new HashSet<>(ids);
            there.retainAll(rows.keySet());
            return there;
        });
    }

    private void write(NodeId node, List<Entry> entries) {
        checkLicence(node);
        Set<String> own = new HashSet<>();
        for (Entry entry : entries) {
            if (refused.test(entry)) {
                throw new Trouble(Trouble.Kind.ROW_REFUSED, "a value is out of range (SQLSTATE 22003)");
            }
            if (entry.beside().key().isPresent() && !own.add(keyOf(entry))) {
                throw new AssertionError("one key twice in one statement");
            }
        }
        for (Entry entry : entries) {
            CallbackId id = entry.callback().id();
            if (rows.put(id, entry) != null) {
                throw new AssertionError(id + " was written before");
            }
            writers.put(id, node);
        }
    }

    private void checkLicence(NodeId node) {
        if (fenced.contains(node)) {
            throw new Trouble(Trouble.Kind.FENCED, "fenced");
        }
    }

    private static String keyOf(Entry entry) {
        return entry.account() + " " + entry.beside().key().orElseThrow().text();
    }
}
