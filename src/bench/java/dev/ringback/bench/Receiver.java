package dev.ringback.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The customer of the cluster: answers a little late, so that something is always in flight; refuses one callback in twenty at first, and one
 * in a hundred or so for ever.
 */
final class Receiver {
    /** What a profile for it must try, in all. */
    static final int ATTEMPTS = 3;

    private static final int DELAY_MILLIS = 10;
    private static final int FAIL_EVERY = 20;
    private static final int REFUSE_EVERY = 97;
    private static final int OK = 200;
    private static final int BAD = 500;

    private final Vertx vertx = Vertx.vertx();
    private final Lines lines = new Lines(ATTEMPTS);
    private final Set<String> seen = new HashSet<>();
    private final HttpServer server;
    private volatile Tally tally = new Tally();

    /** A callback's data: {@code line} is empty for one without an order. */
    private record Content(String line, int number) {
        static Content of(JsonObject body) {
            return new Content(body.getString("line"), Integer.parseInt(body.getString("n")));
        }

        boolean isRefusedForEver() {
            return number % REFUSE_EVERY == REFUSE_EVERY / 2;
        }

        boolean isRefusedAtFirst() {
            return number % FAIL_EVERY == FAIL_EVERY / 2;
        }
    }

    Receiver(String host) {
        server = await(
                vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(0))
                        .requestHandler(this::take)
                        .listen());
    }

    int port() {
        return server.actualPort();
    }

    Lines lines() {
        return lines;
    }

    /** What arrives from now on is counted there. */
    void use(Tally next) {
        tally = next;
    }

    private void take(HttpServerRequest request) {
        String id = request.getHeader("webhook-id");
        var unused = request.body().onSuccess(body -> {
            Content content = Content.of(body.toJsonObject());
            int status = judge(id, content);
            if (!content.line().isEmpty()) {
                lines.arrived(content.line(), content.number());
            }
            long timer = vertx.setTimer(DELAY_MILLIS, late -> answer(request, content, status));
        });
    }

    private int judge(String id, Content content) {
        boolean first = seen.add(id);
        if (content.isRefusedForEver()) {
            tally.refused(id, Notes.now());
            return BAD;
        }
        if (first && content.isRefusedAtFirst()) {
            return BAD;
        }
        tally.delivered(id, Notes.now());
        return OK;
    }

    private void answer(HttpServerRequest request, Content content, int status) {
        if (!content.line().isEmpty()) {
            lines.answered(content.line(), content.number(), status);
        }
        var unused = request.response().setStatusCode(status).end();
    }

    void close() {
        var unused = await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new BenchException("the receiver", failure);
        }
    }
}
