package dev.ringback.report;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Function;

/** Runs what one node at a time does for the reports of all; on each node there is one, and one of them is at work. */
public final class ReportVerticle extends VerticleBase {
    private final Function<Context, List<RunDuty>> parts;
    private List<RunDuty> duties = List.of();

    /** {@code parts} is asked once, on the event loop. */
    public ReportVerticle(Function<Context, List<RunDuty>> parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        duties = parts.apply(context);
        duties.forEach(RunDuty::start);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        duties.forEach(RunDuty::stop);
        return Future.succeededFuture();
    }
}
