package dev.ringback.intake;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Callbacks of a flush whose fate is unknown. Their publishers were told to ask again; what is there all the same is delivered as soon as the
 * database can be asked. Until then they hold the low-water mark down. Used from one event loop.
 */
final class Doubtful {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final JournalStore store;
    private final Licence licence;
    private final Timers timers;
    private final Consumer<List<Entry>> committed;
    private final List<Entry> entries = new ArrayList<>();
    private boolean asking;

    Doubtful(JournalStore store, Licence licence, Timers timers, Consumer<List<Entry>> committed) {
        this.store = store;
        this.licence = licence;
        this.timers = timers;
        this.committed = committed;
    }

    void add(NodeId node, List<Entry> flush) {
        entries.addAll(flush);
        if (!asking) {
            asking = true;
            askLater(node);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Of what is added meanwhile the server may not have begun the write yet: it has the whole wait before it, too. */
    private void askLater(NodeId node) {
        int ripe = entries.size();
        var unused = timers.after(
                ASK_AGAIN,
                () -> ask(node, ripe).onComplete(done -> {
                    if (entries.isEmpty()) {
                        asking = false;
                    } else {
                        askLater(licence.node());
                    }
                }));
    }

    private Future<Void> ask(NodeId node, int ripe) {
        List<Entry> asked = new ArrayList<>(entries.subList(0, ripe));
        List<CallbackId> ids =
                asked.stream().map(entry -> entry.callback().id()).toList();
        return store.findWritten(node, ids).map(there -> settle(asked, there)).recover(failure -> {
            if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                // A survivor delivers what was written.
                licence.lost(node);
                settle(asked, Set.of());
            }
            return Future.succeededFuture();
        });
    }

    private @org.jspecify.annotations.Nullable Void settle(List<Entry> asked, Set<CallbackId> there) {
        entries.subList(0, asked.size()).clear();
        List<Entry> written = new ArrayList<>();
        for (Entry entry : asked) {
            if (there.contains(entry.callback().id())) {
                written.add(entry);
            } else {
                entry.ticket().settled();
            }
        }
        committed.accept(written);
        return null;
    }
}
