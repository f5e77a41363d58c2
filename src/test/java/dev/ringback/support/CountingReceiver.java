package dev.ringback.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A customer's server on the loopback that counts what arrives by the number {@code seq} in the callback's data. It answers 200, after
 * the statuses it was told to answer first.
 */
public final class CountingReceiver implements AutoCloseable {
    private static final int KEPT_MAX = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, Integer> counts = new ConcurrentHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Deque<Integer> script = new ArrayDeque<>();
    private final HttpServer server;
    private volatile int delayMillis;

    /** A request as it came, for the first thousand. */
    public record Arrival(long nanos, Map<String, String> headers, byte[] body) {}

    public CountingReceiver() {
        server =
                Await.result(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    /** Each request is answered only after that time. */
    public CountingReceiver delay(int millis) {
        delayMillis = millis;
        return this;
    }

    /** The next requests get these, whatever they carry. */
    public CountingReceiver answer(Integer... statuses) {
        synchronized (script) {
            script.addAll(List.of(statuses));
        }
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    /** How often each number came. */
    public Map<Integer, Integer> counts() {
        return Map.copyOf(counts);
    }

    public boolean hasAll(Collection<Integer> numbers) {
        return counts.keySet().containsAll(numbers);
    }

    public int distinct() {
        return counts.size();
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }

    private void take(HttpServerRequest request) {
        long nanos = System.nanoTime();
        request.body().onSuccess(body -> {
            JsonObject data = new JsonObject(body).getJsonObject("data");
            if (data.containsKey("seq")) {
                counts.merge(data.getInteger("seq"), 1, Integer::sum);
            }
            if (arrivals.size() < KEPT_MAX) {
                arrivals.add(new Arrival(nanos, headers(request), bytes(body)));
            }
            if (delayMillis == 0) {
                reply(request);
            } else {
                vertx.setTimer(delayMillis, late -> reply(request));
            }
        });
    }

    private void reply(HttpServerRequest request) {
        int status;
        synchronized (script) {
            status = script.isEmpty() ? 200 : script.poll();
        }
        request.response().setStatusCode(status).end();
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return headers;
    }

    private static byte[] bytes(Buffer body) {
        return body.getBytes();
    }
}
