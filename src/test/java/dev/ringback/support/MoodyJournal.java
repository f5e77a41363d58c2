package dev.ringback.support;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import dev.ringback.support.memory.MemoryJournal;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.CallbackRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The twin's journal in the mood that a test wants, with a look at what was asked for and what is there. */
public final class MoodyJournal implements JournalStore {
    public final Mood mood = new Mood();
    /** Of {@link #findWritten}. */
    public final Mood finding = new Mood();

    /** As they were asked for, refused ones too. */
    public final List<List<Entry>> batches = new ArrayList<>();

    private final Map<CallbackId, Entry> asked = new HashMap<>();
    private final Map<CallbackId, Entry> rows = new TreeMap<>();
    private final MemoryStore tables = new MemoryStore();
    private final MemoryJournal journal;
    private final MemoryJournal finder;

    /** For those nodes, which have their rows. */
    public MoodyJournal(InstantSource clock, NodeId... nodes) {
        journal = tables.journal(mood, 0, clock, Duration.ofHours(24));
        finder = tables.journal(finding, 0, clock, Duration.ofHours(24));
        MoodyNodes.join(tables, nodes);
        tables.watch(changes -> changes.forEach(change -> change.after()
                .filter(CallbackRow.class::isInstance)
                .map(CallbackRow.class::cast)
                .map(row -> row.callback().id())
                .ifPresent(id -> rows.put(id, asked.get(id)))));
    }

    /** Callbacks of such data. */
    public void refuse(Predicate<String> data) {
        tables.refuse(row -> row instanceof CallbackRow written
                && data.test(new String(written.callback().data(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    public void fence(NodeId node) {
        MoodyNodes.fence(tables, node);
    }

    /** What was asked for and is there. */
    public Map<CallbackId, Entry> rows() {
        return rows;
    }

    public Map<CallbackId, NodeId> writers() {
        Map<CallbackId, NodeId> writers = new HashMap<>();
        tables.callbacks().forEach((id, row) -> writers.put(id, row.node()));
        return writers;
    }

    private void ask(List<Entry> entries) {
        batches.add(List.copyOf(entries));
        entries.forEach(entry -> asked.put(entry.callback().id(), entry));
    }

    @Override
    public Future<Void> append(NodeId node, List<Entry> entries) {
        ask(entries);
        return journal.append(node, entries);
    }

    @Override
    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
        ask(entries);
        return journal.appendKeyed(node, entries);
    }

    @Override
    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
        return finder.findWritten(node, ids);
    }
}
