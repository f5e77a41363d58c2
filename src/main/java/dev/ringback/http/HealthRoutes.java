package dev.ringback.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What the node's keepers ask, without a key: is it alive, should it get requests, how is it doing. */
public final class HealthRoutes implements Routes {
    private final Readiness readiness;
    private final PrometheusMeterRegistry registry;

    public HealthRoutes(Readiness readiness, PrometheusMeterRegistry registry) {
        this.readiness = readiness;
        this.registry = registry;
    }

    @Override
    public void mount(Api api) {
        api.open("/healthz", exchange -> Future.succeededFuture(Answer.ok(new JsonObject().put("status", "alive"))))
                .open("/readyz", exchange -> ready())
                .open("/metrics", exchange -> Future.succeededFuture(metrics()));
    }

    private Future<Answer> ready() {
        List<String> reasons = readiness.reasonsAgainst();
        if (reasons.isEmpty()) {
            return Future.succeededFuture(Answer.ok(new JsonObject().put("status", "ready")));
        }
        Problem problem = Problem.of(ProblemType.UNAVAILABLE, "Not ready: " + String.join("; ", reasons) + ".");
        return Future.failedFuture(problem.retryAfter(Duration.ofSeconds(1)).exception());
    }

    private Answer metrics() {
        return Answer.of("text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(registry.scrape()));
    }

    @Override
    public String description() {
        return "openapi/node.yaml";
    }
}
