package dev.ringback.delivery;

import dev.ringback.config.Settings;
import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.template.Origin;
import dev.ringback.domain.template.RenderedRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** {@link HttpReceivers} on an event loop of its own, called from a test's thread. */
final class ReceiversOnLoop implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Context context;
    private final HttpReceivers receivers;

    private ReceiversOnLoop(Context context, HttpReceivers receivers) {
        this.context = context;
        this.receivers = receivers;
    }

    static ReceiversOnLoop open(Vertx vertx, boolean allowPrivate, Names names) {
        return open(vertx, allowPrivate, names, new ClientSSLOptions());
    }

    static ReceiversOnLoop open(Vertx vertx, boolean allowPrivate, Names names, ClientSSLOptions trust) {
        return open(vertx, allowPrivate ? Settings.Reach.PRIVATE : Settings.Reach.PUBLIC, names, trust);
    }

    static ReceiversOnLoop open(Vertx vertx, Settings.Reach reach, Names names, ClientSSLOptions trust) {
        Settings.Delivery limits = new Settings.Delivery(
                reach,
                256,
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                16 * 1024,
                1024,
                new Settings.Tests(20, 5));
        Context context = vertx.getOrCreateContext();
        CompletableFuture<HttpReceivers> made = new CompletableFuture<>();
        context.runOnContext(now -> made.complete(new HttpReceivers(vertx, limits, () -> NOW, names, trust)));
        return new ReceiversOnLoop(context, made.orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** Knows no name. */
    static Future<List<InetAddress>> nobody(String name) {
        return Future.failedFuture(new UnknownHostException(name));
    }

    static Names always(String... addresses) {
        return name -> Future.succeededFuture(addresses(addresses));
    }

    static List<InetAddress> addresses(String... addresses) {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            try {
                all.add(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return all;
    }

    static Call post(Origin origin, String body) {
        return post(origin, body, LIMIT);
    }

    static Call post(Origin origin, String body, Duration limit) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<Header> headers = List.of(header("content-type", "text/plain"));
        return new Call(
                new RenderedRequest(Method.POST, origin, "/hook?a=b", headers, bytes), limit, false, new BitSet());
    }

    static Header header(String name, String value) {
        return new Header(name, value, false);
    }

    static Call get(Origin origin, String target, Header... headers) {
        RenderedRequest request = new RenderedRequest(Method.GET, origin, target, List.of(headers), new byte[0]);
        return new Call(request, LIMIT, false, SuccessRule.ANY_2XX.statuses());
    }

    Outcome call(Call call) {
        return await(() -> receivers.call(call));
    }

    List<Outcome> calls(int count, Call call) {
        return await(() -> Future.all(IntStream.range(0, count)
                        .mapToObj(i -> receivers.call(call))
                        .toList())
                .map(all -> all.<Outcome>list()));
    }

    <T> T await(Supplier<Future<T>> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(now -> step.get().onComplete(result::complete, result::completeExceptionally));
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** As if so many seconds went by without a call. */
    void pass(int seconds) {
        await(() -> {
            for (int i = 0; i < seconds; i++) {
                receivers.onTick();
            }
            return Future.succeededFuture();
        });
    }

    int connections() {
        return await(() -> Future.succeededFuture(receivers.connections()));
    }

    HttpReceivers receivers() {
        return receivers;
    }

    @Override
    public void close() {
        await(receivers::close);
    }
}
