package dev.ringback.store;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stores that a callback passes, on one truth, and a look at what they left there. The contracts need nothing else. */
interface StoreWorld {
    /** How long the journal keeps idempotency keys. */
    int KEYS_KEPT_HOURS = 24;

    JournalStore journal();

    LedgerStore ledger();

    BacklogStore backlog();

    NodeStore nodes();

    /** The same stores for a node whose statements can be held up right before their commit. */
    HeldStores held();

    /** Until so many statements wait for a lock that another holds, or for others to end. */
    void awaitWaiting(int statements);

    /** Until that has ended, or a statement is {@code held} before its commit, or {@code waiting} for another. */
    void awaitDoneOr(String state, Future<?> answer);

    /** Every row of every table, as one line each. */
    List<String> dump();

    /** Takes the node's row away and leaves its claims, as no statement of ours does. */
    void vanish(NodeId node);

    /** The present, as far as a store asks for it. */
    void at(Instant now);

    boolean has(CallbackId id);

    List<Recorded> attempts(CallbackId id);

    Optional<Waiting> waiting(CallbackId id);

    int allWaiting();

    int allCallbacks();

    /** The sums of the count deltas of a profile. */
    Map<Verdict.Kind, Integer> counts(ProfileId profile);

    /** As a node does it now and then. */
    default void freeClaims(NodeId node, List<CallbackId> held) {
        Await.result(backlog().free(Await.result(backlog().lostClaims(node, held))));
    }

    default NodeId register(Samples samples) {
        NodeId node = new NodeId(samples.uuid());
        Await.result(nodes().register(node, "here", new UUID(0, 0), Samples.NOW));
        return node;
    }

    record Recorded(int number, OutcomeKind outcome, Verdict.Kind verdict) {}

    record Waiting(Instant dueAt, int number, Optional<NodeId> claimedBy) {}
}
