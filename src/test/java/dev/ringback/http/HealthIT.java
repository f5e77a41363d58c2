package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.support.Await;
import dev.ringback.support.Http.Reply;
import dev.ringback.support.TestSite;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthIT {
    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile List<String> reasons = List.of();
    private TestSite site;

    @BeforeEach
    void start() {
        var health = new HealthRoutes(() -> reasons, registry);
        site = TestSite.start(
                vertx,
                new SystemAmbient(),
                new TestSite.Parts(
                        hash -> Future.succeededFuture(Optional.empty()),
                        new Revocations(),
                        new BodyBudget(1000),
                        failure -> false,
                        () -> List.of(health, OpenApi.of(List.of(health)))));
    }

    @AfterEach
    void stop() {
        site.close();
        Await.result(vertx.close());
    }

    @Test
    void isReadyWhenNothingSpeaksAgainstIt() {
        assertThat(site.http().get("/readyz").status()).isEqualTo(200);

        reasons = List.of("the node drains", "the database is away");

        Reply reply = site.http().get("/readyz");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().getString("detail")).isEqualTo("Not ready: the node drains; the database is away.");
        assertThat(site.http().get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void tellsItsMetrics() {
        registry.counter("callbacks.accepted").increment();

        Reply reply = site.http().get("/metrics");

        assertThat(reply.header("content-type")).startsWith("text/plain");
        assertThat(reply.body()).contains("callbacks_accepted_total 1.0");
    }

    @Test
    void describesItself() {
        JsonObject document = site.http().get("/openapi.json").json();

        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("paths").fieldNames()).contains("/readyz", "/openapi.json");
    }
}
