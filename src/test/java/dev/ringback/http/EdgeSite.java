package dev.ringback.http;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.support.Await;
import dev.ringback.support.Http;
import dev.ringback.support.TestSite;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The edge with routes of no stage, and with two keys: {@code reader} and {@code admin}. */
final class EdgeSite implements AutoCloseable {
    static final int BUDGET_BYTES = 2_000_000;
    private static final Map<String, Set<Scope>> KEYS =
            Map.of("reader", Set.of(Scope.READ), "admin", Set.of(Scope.ADMIN));

    private final Vertx vertx = Vertx.vertx();
    private final BodyBudget budget = new BodyBudget(BUDGET_BYTES);
    private final AtomicInteger lookups = new AtomicInteger();
    private final TestSite site;
    private volatile boolean databaseAway;

    private EdgeSite() {
        site = TestSite.start(
                vertx,
                new SystemAmbient(),
                new TestSite.Parts(
                        this::lookUp,
                        new Revocations(),
                        budget,
                        failure -> failure instanceof IllegalArgumentException,
                        () -> List.of(new SampleRoutes())));
    }

    static EdgeSite start() {
        return new EdgeSite();
    }

    Http http() {
        return site.http();
    }

    int port() {
        return site.port();
    }

    BodyBudget budget() {
        return budget;
    }

    int lookups() {
        return lookups.get();
    }

    void databaseIsAway(boolean away) {
        databaseAway = away;
    }

    private Future<Optional<Caller>> lookUp(KeyHash hash) {
        lookups.incrementAndGet();
        if (databaseAway) {
            return Future.failedFuture(new IllegalArgumentException("away"));
        }
        Optional<Caller> caller = KEYS.entrySet().stream()
                .filter(key -> KeyHash.of(key.getKey()).equals(hash))
                .map(key -> new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 1)), key.getValue()))
                .findFirst();
        Promise<Optional<Caller>> later = Promise.promise();
        vertx.runOnContext(turn -> later.complete(caller));
        return later.future();
    }

    @Override
    public void close() {
        site.close();
        Await.result(vertx.close());
    }
}
