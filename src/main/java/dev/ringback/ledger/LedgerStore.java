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
     * Attempts, each in one transaction with its backlog row if it is to be retried, the end of its backlog row if it is final, and its count,
     * under the licence of that node. What is recorded already changes nothing; of a batch that fails some may be recorded.
     */
    Future<Void> record(NodeId node, List<Tried> tried, Instant now);

    /** Backlog rows for fresh callbacks, and the end of the claims of claimed ones. */
    Future<Void> postpone(NodeId node, List<Postponed> postponed);
}
