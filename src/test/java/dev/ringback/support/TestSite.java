package dev.ringback.support;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.http.Api;
import dev.ringback.http.Authentication;
import dev.ringback.http.Bodies;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Edge;
import dev.ringback.http.HttpVerticle;
import dev.ringback.http.KeyLookup;
import dev.ringback.http.Revocations;
import dev.ringback.http.Routes;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Routes behind a real server on a port of the system's choice, put together as a node does. */
public final class TestSite implements AutoCloseable {
    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private TestSite(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    /** {@code passing} as in {@link Edge}; {@code routes} are made on the event loop. */
    public record Parts(
            KeyLookup keys,
            Revocations revocations,
            BodyBudget budget,
            Predicate<Throwable> passing,
            Supplier<List<Routes>> routes) {}

    public static TestSite start(Vertx vertx, SystemAmbient ambient, Parts parts) {
        HttpVerticle verticle = new HttpVerticle("127.0.0.1", 0, Duration.ofSeconds(5), () -> {
            var here = ambient.on(vertx.getOrCreateContext());
            var authentication = new Authentication(parts.keys(), parts.revocations(), here.clock(), here.timers());
            var bodies = new Bodies(parts.budget(), here.clock(), here.timers());
            var edge = new Edge(authentication, bodies, here.random(), parts.passing());
            return Api.of(vertx, edge, parts.routes().get()).site();
        });
        String deployment = Await.result(vertx.deployVerticle(verticle));
        return new TestSite(vertx, deployment, verticle.actualPort());
    }

    public int port() {
        return port;
    }

    public Http http() {
        return new Http("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        Await.result(vertx.undeploy(deployment));
    }
}
