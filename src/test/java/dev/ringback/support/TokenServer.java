package dev.ringback.support;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer's token server and, beside it, the receiver that takes its tokens for as long as they are good, and 401 after that. */
public final class TokenServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Long> goodUntil = new ConcurrentHashMap<>();
    private final Queue<Long> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;
    private final Duration lifetime;
    private final String prefix;
    private final HttpServer server;

    /** {@code prefix} begins each token. */
    public TokenServer(Duration lifetime, String prefix) {
        this.lifetime = lifetime;
        this.prefix = prefix;
        server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/token")) {
                        give(request);
                    } else {
                        take(request);
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    public String tokenUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/token";
    }

    public String receiverUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    /** It answers 503 from now on, or no longer. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** How often a token was asked for. */
    public int asked() {
        return asked.size();
    }

    /** Callbacks with a good token. */
    public int taken() {
        return taken.get();
    }

    /** Callbacks with another, or none. */
    public int refused() {
        return refused.get();
    }

    private void give(HttpServerRequest request) {
        long now = System.nanoTime();
        asked.add(now);
        if (away) {
            request.response().setStatusCode(503).end("<h1>Away</h1>");
            return;
        }
        String token = prefix + asked.size();
        goodUntil.put(token, now + lifetime.toNanos());
        JsonObject answer = new JsonObject()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", Long.toString(lifetime.toSeconds()));
        request.response().putHeader("content-type", "application/json").end(answer.encode());
    }

    private void take(HttpServerRequest request) {
        String header = String.valueOf(request.getHeader("authorization"));
        Long until = goodUntil.get(header.replace("Bearer ", ""));
        boolean good = until != null && System.nanoTime() < until;
        (good ? taken : refused).incrementAndGet();
        request.response().setStatusCode(good ? 200 : 401).end();
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
