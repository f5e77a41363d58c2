package dev.ringback;

import dev.ringback.ambient.Ambient;
import dev.ringback.http.Routes;
import dev.ringback.report.FoldCounts;
import dev.ringback.report.ReadReport;
import dev.ringback.report.ReportRoutes;
import dev.ringback.report.ReportVerticle;
import dev.ringback.report.RunDuty;
import dev.ringback.store.PgCounts;
import dev.ringback.store.PgLease;
import io.vertx.core.Context;
import java.util.List;

/** What a node has for the reports: what it serves, and what it does when it is its turn. */
record Reports(Ground ground, OpenStore store, Shared shared) {
    List<Routes> routes(Ambient ambient) {
        return List.of(new ReportRoutes(new ReadReport(counts()), ambient.clock()));
    }

    ReportVerticle verticle() {
        return new ReportVerticle(context -> List.of(duty("counting", context, new FoldCounts(counts()))));
    }

    private RunDuty duty(String name, Context context, RunDuty.Step step) {
        return new RunDuty(
                name,
                new PgLease(store.database()),
                shared.licence(),
                ground.ambient().on(context),
                step);
    }

    private PgCounts counts() {
        return new PgCounts(store.database());
    }
}
