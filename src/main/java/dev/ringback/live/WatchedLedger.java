package dev.ringback.live;

import dev.ringback.domain.NodeId;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** A ledger whose outcomes are shown once they are recorded. */
public record WatchedLedger(LedgerStore store, LiveFeed feed) implements LedgerStore {
    @Override
    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
        Future<Void> recorded = store.record(node, tried, now);
        return feed.isWatched() ? recorded.onSuccess(done -> feed.recorded(tried)) : recorded;
    }

    @Override
    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
        return store.postpone(node, postponed);
    }
}
