package dev.ringback.ledger;

import dev.ringback.domain.NodeId;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Where outcomes become durable. Every Future fails with {@link dev.ringback.flow.Trouble} only; every call may be repeated. */
public interface LedgerStore {
    /**
     * Attempts, the backlog rows of those to be retried, the end of the backlog rows of those that are final, and the counts, in one transaction
     * under the licence of that node. What is recorded already changes nothing.
     */
    Future<Void> record(NodeId node, List<Tried> tried, Instant now);

    /** Backlog rows for fresh callbacks, and the end of the claims of claimed ones. */
    Future<Void> postpone(NodeId node, List<Postponed> postponed);
}
