package dev.ringback.delivery;

import dev.ringback.config.Settings;
import dev.ringback.domain.AddressGuard;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.template.Origin;
import dev.ringback.tls.TlsMaterial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls receivers over HTTP/1.1. Made on an event loop and used from that one only. Before each call the addresses of the name are
 * checked, and the connection goes to the very address that was checked, so that a name server cannot answer differently in between;
 * certificate and {@code Host} are still those of the name. Redirects, cookies and compressed answers are not asked for.
 *
 * <p>Of Vert.x it takes connections, TLS included, and speaks HTTP over them itself ({@link Link}). There are never more connections than
 * calls in flight and idle ones together; both are bounded by {@code delivery.in_flight_max}, the first by whoever calls.
 */
public final class HttpReceivers implements Receivers {
    private static final long TICK_MILLIS = 1000;
    /** In ticks: how long an answer of the name servers is taken as it was. */
    private static final long FRESH_TICKS = 5;
    /** In ticks: receivers commonly close idle connections after a minute; they are given back well before. */
    private static final long IDLE_TICKS = 30;

    private final Vertx vertx;
    private final Settings.Delivery limits;
    private final Names names;
    private final InstantSource clock;
    private final NetClient client;
    private final RequestBytes bytes = new RequestBytes();
    private final ClientSSLOptions tls;
    private final Map<Origin, Route> routes = new HashMap<>();
    private final Map<Origin, Route> trustedRoutes = new HashMap<>();
    private final Map<Secured, Route> securedRoutes = new HashMap<>();
    private final SingleCalls tokenServers;
    private final long ticker;
    private long tick;
    private int idle;
    private int connections;
    private boolean closed;

    public HttpReceivers(Vertx vertx, Settings.Delivery limits, InstantSource clock) {
        this(vertx, limits, clock, new VertxNames(vertx), new ClientSSLOptions());
    }

    HttpReceivers(Vertx vertx, Settings.Delivery limits, InstantSource clock, Names names, ClientSSLOptions trust) {
        this.vertx = vertx;
        this.limits = limits;
        this.clock = clock;
        this.names = names;
        int connectMillis = Math.toIntExact(limits.connectTimeout().toMillis());
        this.tls = trust.setHostnameVerificationAlgorithm("HTTPS")
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(connectMillis);
        this.client = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(connectMillis).setTcpNoDelay(true));
        // Nobody looks at how long its steps took.
        this.tokenServers = new SingleCalls(vertx, limits, new SingleCalls.Time(clock, () -> 0), names, trust);
        this.ticker = vertx.setPeriodic(TICK_MILLIS, id -> onTick());
    }

    @Override
    public Future<Outcome> call(Call call) {
        if (!isSendable(call.request().wireTarget())) {
            return Future.succeededFuture(
                    Faults.unsendable("the URL has a character that must be percent-encoded there"));
        }
        Route route = route(call);
        Exchange exchange = new Exchange(this, route, call);
        if (route.isFresh(tick)) {
            exchange.begin();
        } else if (route.await(exchange)) {
            lookUp(route);
        }
        return exchange.outcome();
    }

    @Override
    public Future<Traced> ask(Call call) {
        return tokenServers.call(call);
    }

    /** How many connections are open now, in use or idle. To be asked on the event loop. */
    public int connections() {
        return connections;
    }

    /** Closes all connections; calls under way end as broken. */
    @Override
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(ticker);
        routes.values().forEach(Route::closeAll);
        trustedRoutes.values().forEach(Route::closeAll);
        securedRoutes.values().forEach(Route::closeAll);
        return tokenServers.close().compose(done -> client.close());
    }

    /** A line break in it would be a second request. */
    static boolean isSendable(String pathAndQuery) {
        for (int i = 0; i < pathAndQuery.length(); i++) {
            char c = pathAndQuery.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return pathAndQuery.startsWith("/");
    }

    /** Trusted calls have connections of their own: none of theirs may be taken by one that is not. */
    private Route route(Call call) {
        if (!call.trusted() && call.tls().isPresent() && call.origin().tls()) {
            return securedRoutes.computeIfAbsent(
                    new Secured(call.origin(), call.tls().get()), this::securedRoute);
        }
        Map<Origin, Route> all = call.trusted() ? trustedRoutes : routes;
        Route known = all.get(call.origin());
        if (known != null) {
            return known;
        }
        Route route = new Route(
                call.origin(),
                call.trusted() ? AddressGuard.OFF : limits.reach().guard(),
                tls);
        all.put(call.origin(), route);
        return route;
    }

    /** A place to call with a certificate of its own, or a trust of its own: its connections are nobody else's. */
    private record Secured(Origin origin, TlsMaterial tls) {}

    private Route securedRoute(Secured secured) {
        boolean unverifiedAllowed = limits.reach().allowUnverifiedTls();
        return new Route(
                secured.origin(), limits.reach().guard(), TlsOptions.of(tls, secured.tls(), unverifiedAllowed));
    }

    private void lookUp(Route route) {
        String host = route.origin().host();
        names.resolve(host).onComplete(found -> {
            Optional<Throwable> cause = Optional.ofNullable(found.cause());
            if (found.succeeded() && !found.result().isEmpty()) {
                route.found(found.result(), tick + FRESH_TICKS);
            } else if (cause.filter(Faults::isSilence).isEmpty() || !route.stays(tick + FRESH_TICKS)) {
                route.lost(Faults.unresolved(host, cause), tick + 1);
            }
            route.awaited().forEach(Exchange::begin);
        });
    }

    /** Gives back what lies idle. Called each second. */
    void onTick() {
        tick++;
        long since = tick - IDLE_TICKS;
        routes.values().removeIf(route -> route.sweep(since));
        trustedRoutes.values().removeIf(route -> route.sweep(since));
        securedRoutes.values().removeIf(route -> route.sweep(since));
        idle = idleCount(routes) + idleCount(trustedRoutes) + idleCount(securedRoutes);
    }

    private static int idleCount(Map<?, Route> all) {
        int count = 0;
        for (Route route : all.values()) {
            count += route.idleCount();
        }
        return count;
    }

    Future<Link> open(Route route, SocketAddress address) {
        if (closed) {
            return Future.failedFuture(new ClosedChannelException());
        }
        Origin origin = route.origin();
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(address)
                .setHost(route.peer())
                .setPort(origin.port())
                .setSsl(origin.tls())
                .setSslOptions(origin.tls() ? route.tls() : null);
        return client.connect(options).map(socket -> {
            connections++;
            return Link.over((NetSocketInternal) socket, address, () -> connections--);
        });
    }

    /** An idle connection went to a call. Connections that a route closed by itself are counted anew at each tick. */
    void taken() {
        idle--;
    }

    void give(Route route, Link link) {
        if (idle >= limits.inFlightMax()) {
            link.close();
        } else if (route.give(link, tick)) {
            idle++;
        }
    }

    long startTimer(Duration timeout, Exchange exchange) {
        return vertx.setTimer(Math.max(1, timeout.toMillis()), exchange);
    }

    void cancelTimer(long timer) {
        vertx.cancelTimer(timer);
    }

    Instant now() {
        return clock.instant();
    }

    Settings.Delivery limits() {
        return limits;
    }

    RequestBytes bytes() {
        return bytes;
    }
}
