package dev.ringback.cluster;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a survivor does for a dead node: fences it for good, gives each of its unsettled callbacks a backlog row, in portions, frees its
 * claims, and removes its row. Should the survivor die in the middle, the next one goes on where it was.
 */
public final class TakeOver {
    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);
    private static final int PORTION = 5000;

    private final NodeStore store;
    private final Licence licence;
    private final InstantSource clock;
    private final Runnable backlogHasWork;

    public TakeOver(NodeStore store, Licence licence, InstantSource clock, Runnable backlogHasWork) {
        this.store = store;
        this.licence = licence;
        this.clock = clock;
        this.backlogHasWork = backlogHasWork;
    }

    /** Says whether it was done; not when another does it, or when a statement of that node is still under way. */
    public Future<Boolean> of(NodeId dead, Collection<NodeId> alive) {
        NodeId survivor = licence.node();
        // Not ourselves: what we began and an outage interrupted is ours to go on with.
        List<NodeId> others =
                alive.stream().filter(node -> !node.equals(survivor)).toList();
        return store.fence(dead, survivor, others).compose(fenced -> {
            if (!fenced) {
                return Future.succeededFuture(false);
            }
            LOG.info("node {} has ended; what it had not settled goes to the backlog", dead);
            return recover(dead, survivor, Optional.empty(), 0)
                    .compose(recovered -> store.freeClaims(dead)
                            .compose(freed -> store.remove(dead, survivor))
                            .map(removed -> {
                                LOG.info("node {} is gone: {} of its callbacks went to the backlog", dead, recovered);
                                backlogHasWork.run();
                                return true;
                            }));
        });
    }

    private Future<Integer> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, int before) {
        return store.recover(dead, survivor, after, clock.instant(), PORTION).compose(portion -> {
            int recovered = before + portion.recovered();
            if (portion.last().isEmpty()) {
                return Future.succeededFuture(recovered);
            }
            backlogHasWork.run();
            return store.moveMark(dead, survivor, portion.last().get())
                    .compose(moved -> recover(dead, survivor, portion.last(), recovered));
        });
    }
}
