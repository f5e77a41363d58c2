package dev.ringback.intake;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Gather;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.JournalStore.KeyHolder;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes accepted callbacks in batches, one batch at a time, and tells each request what became of its own. A row that the database refuses is
 * found by halving its batch and refused alone. Used from one event loop.
 */
final class Journal {
    private static final Journaled SILENT = new Journaled.NotWritten(
            "the database does not answer in time; what it still stores will be delivered; ask again");

    private static final Journaled ANEW = new Journaled.NotWritten("this node is starting anew; ask again");

    /** A part of what a flush takes, and little against what a publisher waits for anyway. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    /** A lone publisher, who comes back only after its answer, never waits. */
    private static final int SEVERAL_MIN = 2;

    private final JournalStore store;
    private final Licence licence;
    private final Doubtful doubtful;
    private final HandOff handOff;
    private final Gather<Line> plain;
    private final Gather<Line> keyed;
    private final Timers timers;
    private final Duration patience;
    private int stuck;

    Journal(JournalStore store, Licence licence, Doubtful doubtful, HandOff handOff, Bounds bounds) {
        this.store = store;
        this.timers = bounds.timers();
        this.patience = bounds.patience();
        this.licence = licence;
        this.doubtful = doubtful;
        this.handOff = handOff;
        var limits = new Gather.Bounds<Line>(bounds.callbacksMax(), bounds.bytesMax(), line -> line.entry.weight());
        var pace = new Gather.Pace(PAUSE, SEVERAL_MIN, timers);
        this.plain = new Gather<>(limits, pace, this::write);
        this.keyed = new Gather<>(limits, pace, this::writeKeyed);
    }

    /**
     * {@code callbacksMax} and {@code bytesMax} bound a batch. After {@code patience} a batch that the database still has in hand is answered
     * as of unknown fate, and nothing more is taken until it returns.
     */
    record Bounds(int callbacksMax, int bytesMax, Duration patience, Timers timers) {}

    /** What became of one entry. */
    sealed interface Journaled {
        record Written(CallbackId id) implements Journaled {}

        record KeyTaken(KeyHolder holder) implements Journaled {}

        record RowRefused(String words) implements Journaled {}

        record NotWritten(String words) implements Journaled {}
    }

    /** The answer comes when all of them are settled, in their order; it never fails. */
    Future<List<Journaled>> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            // All of the batch was refused: there is no last line to complete the slip.
            return Future.succeededFuture(List.of());
        }
        if (stuck > 0) {
            entries.forEach(entry -> entry.ticket().settled());
            return Future.succeededFuture(Collections.nCopies(entries.size(), SILENT));
        }
        int end = Stretch.end(entries);
        return end == entries.size() ? appendAtOnce(entries) : appendInTurn(entries, end);
    }

    private Future<List<Journaled>> appendInTurn(List<Entry> entries, int end) {
        return appendAtOnce(entries.subList(0, end))
                .compose(
                        first -> append(entries.subList(end, entries.size())).map(rest -> Stretch.joined(first, rest)));
    }

    private Future<List<Journaled>> appendAtOnce(List<Entry> entries) {
        Slip slip = new Slip(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            (entry.beside().key().isPresent() ? keyed : plain).add(new Line(entry, slip, i));
        }
        plain.pump();
        keyed.pump();
        return slip.all.future();
    }

    boolean isIdle() {
        return plain.isIdle() && keyed.isIdle() && doubtful.isEmpty();
    }

    private Future<Void> write(List<Line> lines) {
        return withPatience(lines, this::writeNow);
    }

    private Future<Void> writeKeyed(List<Line> lines) {
        return withPatience(lines, this::writeKeyedNow);
    }

    private Future<Void> withPatience(List<Line> lines, Function<List<Line>, Future<Void>> write) {
        AtomicBoolean late = new AtomicBoolean();
        Timers.Timer timer = timers.after(patience, () -> {
            late.set(true);
            stuck++;
            answer(lines, SILENT);
            forget(plain.drain(), SILENT);
            forget(keyed.drain(), SILENT);
        });
        return write.apply(lines).onComplete(done -> {
            timer.cancel();
            if (late.get()) {
                stuck--;
            }
        });
    }

    private Future<Void> writeNow(List<Line> all) {
        NodeId node = licence.node();
        List<Line> lines = under(node, all);
        if (lines.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Entry> entries = entriesOf(lines);
        return asked(() -> store.append(node, entries))
                .map(done -> true)
                .recover(failure -> failed(node, lines, failure))
                .compose(written -> {
                    if (written) {
                        handOff.committed(entries);
                        lines.forEach(line -> line.is(
                                new Journaled.Written(line.entry.callback().id())));
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<Void> writeKeyedNow(List<Line> all) {
        NodeId node = licence.node();
        List<Line> lines = under(node, all);
        // One statement cannot take the same key twice; the second waits for the first, which may be its own repeat.
        List<Line> batch = new ArrayList<>(lines.size());
        Set<String> keys = new HashSet<>();
        for (Line line : lines) {
            if (keys.add(line.entry.account() + " " + keyOf(line.entry))) {
                batch.add(line);
            } else {
                keyed.add(line);
            }
        }
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        return asked(() -> store.appendKeyed(node, entriesOf(batch)))
                .map(holders -> {
                    keyedWritten(batch, holders);
                    return false;
                })
                .recover(failure -> failed(node, batch, failure))
                .mapEmpty();
    }

    /**
     * Those that were taken in under that row. What waited while the row was lost and another taken is told to come again: it would be written under
     * the new row, but no lane takes what an old one holds, and the new row's mark is past it.
     */
    private static List<Line> under(NodeId node, List<Line> lines) {
        List<Line> under = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (line.entry.ticket().licence().equals(node)) {
                under.add(line);
            } else {
                forget(List.of(line), ANEW);
            }
        }
        return under;
    }

    /** A store that throws must not stop the journal: nobody would ever be answered again. */
    private static <T> Future<T> asked(Supplier<Future<T>> statement) {
        try {
            return statement.get();
        } catch (RuntimeException bug) {
            return Future.failedFuture(bug);
        }
    }

    private void keyedWritten(List<Line> lines, List<KeyHolder> holders) {
        List<Entry> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            CallbackId id = line.entry.callback().id();
            if (holders.get(i).callback().equals(id)) {
                written.add(line.entry);
                line.is(new Journaled.Written(id));
            } else {
                line.entry.ticket().settled();
                line.is(new Journaled.KeyTaken(holders.get(i)));
            }
        }
        handOff.committed(written);
    }

    private Future<Boolean> failed(NodeId node, List<Line> lines, Throwable failure) {
        switch (Trouble.kindOf(failure)) {
            case ROW_REFUSED -> {
                return halve(lines, failure).map(false);
            }
            case FATE_UNKNOWN -> {
                doubtful.add(node, entriesOf(lines));
                answer(lines, new Journaled.NotWritten("the database did not say whether it was stored; ask again"));
            }
            case FENCED -> {
                licence.lost(node);
                forget(lines, ANEW);
            }
            case UNAVAILABLE ->
                forget(lines, new Journaled.NotWritten("the database is away; nothing was stored; ask again"));
        }
        return Future.succeededFuture(false);
    }

    private Future<Void> halve(List<Line> lines, Throwable failure) {
        if (lines.size() == 1) {
            lines.get(0).entry.ticket().settled();
            lines.get(0).is(new Journaled.RowRefused(String.valueOf(failure.getMessage())));
            return Future.succeededFuture();
        }
        List<Line> first = lines.subList(0, lines.size() / 2);
        List<Line> second = lines.subList(lines.size() / 2, lines.size());
        boolean withKeys = lines.get(0).entry.beside().key().isPresent();
        return withKeys
                ? writeKeyedNow(first).compose(done -> writeKeyedNow(second))
                : writeNow(first).compose(done -> writeNow(second));
    }

    private static void forget(List<Line> lines, Journaled journaled) {
        lines.forEach(line -> line.entry.ticket().settled());
        answer(lines, journaled);
    }

    private static void answer(List<Line> lines, Journaled journaled) {
        lines.forEach(line -> line.is(journaled));
    }

    private static String keyOf(Entry entry) {
        return entry.beside().key().map(Entry.IdempotencyKey::text).orElse("");
    }

    private static List<Entry> entriesOf(List<Line> lines) {
        List<Entry> entries = new ArrayList<>(lines.size());
        for (Line line : lines) {
            entries.add(line.entry);
        }
        return entries;
    }

    /** One entry and the request it belongs to. */
    private record Line(Entry entry, Slip slip, int index) {
        void is(Journaled journaled) {
            slip.settle(index, journaled);
        }
    }
}
