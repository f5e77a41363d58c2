package dev.ringback.ledger;

import dev.ringback.ambient.Ambient;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.flow.Gather;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Settlement;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes in batches and lets go of the callbacks when they are durable. What the database cannot take now is tried again until it can, as
 * recording twice changes nothing; what is held under a licence that is lost is dropped. Used from one event loop.
 */
public final class RecordOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(RecordOutcomes.class);
    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    /** Nobody waits for an outcome to be recorded, but what is delivered and not recorded is delivered again after a crash. */
    private static final Duration PAUSE = Duration.ofMillis(4);

    private static final int SEVERAL_MIN = 2;

    private final LedgerStore store;
    private final Licence licence;
    private final LedgerLine line;
    private final Ambient ambient;
    private final Runnable backlogHasWork;
    private final Gather<Settlement> gather;

    /** {@code flushMax}: settlements in one batch. */
    public RecordOutcomes(LedgerStore store, Licence licence, LedgerLine line, Ambient ambient, Outlet outlet) {
        this.store = store;
        this.licence = licence;
        this.line = line;
        this.ambient = ambient;
        this.backlogHasWork = outlet.backlogHasWork();
        this.gather = new Gather<>(
                new Gather.Bounds<>(outlet.flushMax(), Integer.MAX_VALUE, settlement -> 1),
                new Gather.Pace(PAUSE, SEVERAL_MIN, ambient.timers()),
                this::write);
    }

    /** {@code flushMax}: settlements in one batch; {@code backlogHasWork} is told when a batch made backlog rows. */
    public record Outlet(int flushMax, Runnable backlogHasWork) {}

    public void take(List<Settlement> settlements) {
        settlements.forEach(gather::add);
        gather.pump();
    }

    /** To be called every ten seconds. */
    public void lookForLost() {
        if (gather.isIdle()) {
            line.lookForLost();
        }
    }

    public boolean isIdle() {
        return gather.isIdle();
    }

    private Future<Void> write(List<Settlement> batch) {
        NodeId node = licence.node();
        List<Tried> tried = new ArrayList<>(batch.size());
        List<Postponed> postponed = new ArrayList<>();
        List<Settlement> again = new ArrayList<>(0);
        Set<CallbackId> known = new HashSet<>(batch.size() * 2);
        for (Settlement settlement : batch) {
            if (!settlement.work().hold().licence().equals(node)) {
                settlement.work().hold().settled();
            } else if (!known.add(settlement.work().callback().id())) {
                // No statement can write one backlog row twice: it would be refused as a whole, and be tried again for
                // ever.
                again.add(settlement);
            } else if (settlement instanceof Tried one) {
                tried.add(one);
            } else if (settlement instanceof Postponed one) {
                postponed.add(one);
            }
        }
        return until(
                        node,
                        tried,
                        some -> store.record(node, some, ambient.clock().instant()))
                .compose(done -> until(node, postponed, some -> store.postpone(node, some)))
                .onComplete(done -> {
                    again.forEach(gather::add);
                    line.left(batch.size() - again.size());
                    if (!postponed.isEmpty() || tried.stream().anyMatch(Tried::retries)) {
                        backlogHasWork.run();
                    }
                });
    }

    /** Repeats until it is written or the licence is lost; then the callbacks are let go. Never fails. */
    private <S extends Settlement> Future<Void> until(
            NodeId node, List<S> batch, Function<List<S>, Future<Void>> write) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> done = Promise.promise();
        tryOnce(node, batch, write, done);
        return done.future();
    }

    /** One promise for all tries: a chain of Futures as long as an outage would use up the stack when its end completes. */
    private <S extends Settlement> void tryOnce(
            NodeId node, List<S> batch, Function<List<S>, Future<Void>> write, Promise<Void> done) {
        asked(batch, write).onComplete(written -> {
            if (written.succeeded()) {
                letGo(batch);
                done.complete();
                return;
            }
            switch (Trouble.kindOf(written.cause())) {
                case ROW_REFUSED -> halve(node, batch, write, written.cause()).onComplete(done);
                case UNAVAILABLE, FATE_UNKNOWN -> {
                    var unused = ambient.timers().after(TRY_AGAIN, () -> tryOnce(node, batch, write, done));
                }
                case FENCED -> {
                    licence.lost(node);
                    letGo(batch);
                    done.complete();
                }
            }
        });
    }

    private static <S extends Settlement> void letGo(List<S> batch) {
        batch.forEach(settlement -> settlement.work().hold().settled());
    }

    /** What a store throws it throws for one of the rows, and before anything was sent. Thrown on it would stop the ledger. */
    private static <S extends Settlement> Future<Void> asked(List<S> batch, Function<List<S>, Future<Void>> write) {
        try {
            return write.apply(batch);
        } catch (RuntimeException bug) {
            return Future.failedFuture(new Trouble(Trouble.Kind.ROW_REFUSED, String.valueOf(bug)));
        }
    }

    private <S extends Settlement> Future<Void> halve(
            NodeId node, List<S> batch, Function<List<S>, Future<Void>> write, Throwable failure) {
        if (batch.size() > 1) {
            return until(node, batch.subList(0, batch.size() / 2), write)
                    .compose(done -> until(node, batch.subList(batch.size() / 2, batch.size()), write));
        }
        Settlement refused = batch.get(0);
        LOG.error(
                "the database refuses the outcome of {}, so it is recorded without its texts: {}",
                refused.work().callback().id(),
                failure.getMessage());
        if (refused instanceof Tried tried && !isBare(tried)) {
            Tried bare = bare(tried);
            return until(
                    node,
                    List.of(bare),
                    some -> store.record(node, some, ambient.clock().instant()));
        }
        // Nothing can be written of it. A fresh one stays unsettled, and the sweep makes a backlog row of it; a claimed
        // one has its row, which
        // is freed when this node no longer holds the claim.
        if (refused.work().claimed()) {
            refused.work().hold().settled();
        }
        return Future.succeededFuture();
    }

    private static boolean isBare(Tried tried) {
        return tried.attempt().outcome().error().isEmpty()
                && tried.attempt().request().isEmpty()
                && tried.attempt().outcome().answer().isEmpty();
    }

    private static Tried bare(Tried tried) {
        Attempt full = tried.attempt();
        Outcome outcome = new Outcome(
                full.outcome().kind(),
                full.outcome().httpStatus(),
                "",
                full.outcome().retryAfter(),
                Excerpt.NONE);
        return new Tried(new Attempt(full.work(), full.times(), outcome, full.verdict(), Excerpt.NONE));
    }
}
