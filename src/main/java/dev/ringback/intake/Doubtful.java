package dev.ringback.intake;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** By the row that they were written under: of what was written under one that is fenced meanwhile, the others know nothing. */
    private final Map<NodeId, List<Entry>> entries = new LinkedHashMap<>();

    private boolean asking;

    Doubtful(JournalStore store, Licence licence, Timers timers, Consumer<List<Entry>> committed) {
        this.store = store;
        this.licence = licence;
        this.timers = timers;
        this.committed = committed;
    }

    void add(NodeId node, List<Entry> flush) {
        entries.computeIfAbsent(node, none -> new ArrayList<>()).addAll(flush);
        if (!asking) {
            asking = true;
            askLater();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private void askLater() {
        var unused = timers.after(
                ASK_AGAIN,
                () -> ask(entries.keySet().iterator().next()).onComplete(done -> {
                    asking = !entries.isEmpty();
                    if (asking) {
                        askLater();
                    }
                }));
    }

    private Future<Void> ask(NodeId node) {
        List<Entry> asked = List.copyOf(entries.getOrDefault(node, List.of()));
        List<CallbackId> ids =
                asked.stream().map(entry -> entry.callback().id()).toList();
        return store.findWritten(node, ids)
                .map(there -> settle(node, asked, there))
                .recover(failure -> {
                    if (Trouble.kindOf(failure) == Trouble.Kind.FENCED) {
                        // A survivor delivers what was written.
                        licence.lost(node);
                        settle(node, asked, Set.of());
                    }
                    return Future.succeededFuture();
                });
    }

    private @org.jspecify.annotations.Nullable Void settle(NodeId node, List<Entry> asked, Set<CallbackId> there) {
        entries.computeIfPresent(node, (same, all) -> {
            all.subList(0, asked.size()).clear();
            return all.isEmpty() ? null : all;
        });
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
