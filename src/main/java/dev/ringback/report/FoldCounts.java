package dev.ringback.report;

import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import java.time.Duration;

/** Folds the count deltas into quarter hours and days, a portion after the other, until none is left; then rests. */
public final class FoldCounts implements RunDuty.Step {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** At a thousand attempts a delta this is a statement of a second or so, and a report that has them all to read is still quick. */
    private static final int PORTION = 500;

    private final CountStore store;

    public FoldCounts(CountStore store) {
        this.store = store;
    }

    @Override
    public Future<Duration> run(NodeId node) {
        return store.fold(node, PORTION).map(folded -> folded < PORTION ? PAUSE : Duration.ZERO);
    }
}
