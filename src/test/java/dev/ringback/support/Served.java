package dev.ringback.support;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Api;
import dev.ringback.http.Authentication;
import dev.ringback.http.Bodies;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Caller;
import dev.ringback.http.Edge;
import dev.ringback.http.KeyLookup;
import dev.ringback.http.Revocations;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Some routes on a port of their own, behind the real edge, with two keys that need no database. */
public final class Served implements AutoCloseable {
    public static final String READER = "reader-of-the-default-account";
    public static final String STRANGER = "reader-of-another-account";
    public static final String PUBLISHER = "publisher-of-the-default-account";
    public static final AccountId OTHER = new AccountId("acc_00000000000000000000000001");

    private static final Map<KeyHash, Caller> CALLERS = Map.of(
            KeyHash.of(READER), caller(AccountId.DEFAULT, Scope.READ),
            KeyHash.of(STRANGER), caller(OTHER, Scope.READ),
            KeyHash.of(PUBLISHER), caller(AccountId.DEFAULT, Scope.PUBLISH));

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    public Served(Vertx vertx, Routes... routes) {
        InstantSource clock = InstantSource.system();
        KeyLookup keys = hash -> Future.succeededFuture(Optional.ofNullable(CALLERS.get(hash)));
        Timers timers = (delay, step) -> {
            long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> step.run());
            return () -> vertx.cancelTimer(id);
        };
        var bodies = new Bodies(new BodyBudget(1 << 20), clock, timers);
        var authentication = new Authentication(keys, new Revocations(), clock, timers);
        var edge = new Edge(authentication, bodies, new Random(1), failure -> false);
        var site = Api.of(vertx, edge, List.of(routes)).site();
        server = Await.result(vertx.createHttpServer()
                .requestHandler(site.requests())
                .invalidRequestHandler(site.malformed())
                .listen(0, "127.0.0.1"));
    }

    /** The answer to a GET as that key's owner. */
    public HttpResponse<String> get(String path, String key, String... headers) {
        return send(path, key, headers, HttpRequest.Builder::GET);
    }

    /** The answer to a POST of that JSON. */
    public HttpResponse<String> post(String path, String key, byte[] json, String... headers) {
        return send(
                path,
                key,
                headers,
                request -> request.header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    private HttpResponse<String> send(
            String path, String key, String[] headers, UnaryOperator<HttpRequest.Builder> method) {
        var request = method.apply(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path)))
                .header("authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(path, broken);
        }
    }

    @Override
    public void close() {
        Await.result(server.close());
    }

    private static Caller caller(AccountId account, Scope scope) {
        return new Caller(account, new KeyId(new UUID(1, scope.ordinal())), Set.of(scope));
    }
}
