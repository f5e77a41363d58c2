package dev.ringback.live;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A journal whose callbacks are shown once they are durable. */
public record WatchedJournal(JournalStore store, LiveFeed feed) implements JournalStore {
    @Override
    public Future<Void> append(NodeId node, List<Entry> entries) {
        Future<Void> written = store.append(node, entries);
        return feed.isWatched() ? written.onSuccess(done -> feed.accepted(entries)) : written;
    }

    @Override
    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
        Future<List<KeyHolder>> written = store.appendKeyed(node, entries);
        return feed.isWatched() ? written.onSuccess(holders -> feed.accepted(fresh(entries, holders))) : written;
    }

    @Override
    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
        return store.findWritten(node, ids);
    }

    private static List<Entry> fresh(List<Entry> entries, List<KeyHolder> holders) {
        List<Entry> fresh = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (holders.get(i).callback().equals(entries.get(i).callback().id())) {
                fresh.add(entries.get(i));
            }
        }
        return fresh;
    }
}
