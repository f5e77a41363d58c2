package dev.ringback.delivery;

import dev.ringback.ambient.NodeClock;
import dev.ringback.config.Settings;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.RetryAfter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Calls receivers for the Test of a profile: each call looks the name up anew and has a connection of its own, so that every step can be
 * timed and none is spared by what was done before. Names are checked, addresses pinned and certificates judged as in {@link HttpReceivers}.
 */
final class TestReceivers {
    private final Vertx vertx;
    private final Settings.Delivery limits;
    private final Names names;
    private final NodeClock clock;
    private final NetClient client;
    private final Optional<TrustOptions> trust;
    private Optional<Future<SslContext>> tls = Optional.empty();

    TestReceivers(Vertx vertx, Settings.Delivery limits, NodeClock clock) {
        this(vertx, limits, clock, new VertxNames(vertx), new ClientSSLOptions());
    }

    TestReceivers(Vertx vertx, Settings.Delivery limits, NodeClock clock, Names names, ClientSSLOptions trust) {
        this.vertx = vertx;
        this.limits = limits;
        this.clock = clock;
        this.names = names;
        this.trust = Optional.ofNullable(trust.getTrustOptions());
        this.client = vertx.createNetClient(new NetClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis())));
    }

    /** Never fails for anything that a receiver, a name server or the network does. */
    Future<Traced> call(Call call) {
        if (!HttpReceivers.isSendable(call.request().target())) {
            Outcome outcome = Faults.unsendable("the URL has a character that must be percent-encoded there");
            return Future.succeededFuture(Traced.untried(outcome));
        }
        // Before the clock runs: loading the authorities of the system takes its time, once.
        Future<Optional<SslContext>> ready =
                call.origin().tls() ? tls().map(Optional::of) : Future.succeededFuture(Optional.empty());
        return ready.compose(context -> new TracedCall(this, call, context).begin());
    }

    private Future<SslContext> tls() {
        Future<SslContext> making = tls.orElseGet(() -> vertx.executeBlocking(this::makeTls));
        tls = Optional.of(making);
        return making;
    }

    private SslContext makeTls() throws Exception {
        TrustManagerFactory factory;
        if (trust.isPresent()) {
            factory = trust.get().getTrustManagerFactory(vertx);
        } else {
            factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
        }
        X509ExtendedTrustManager judge = Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(new Witness(judge))
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    Optional<Duration> retryAfter(@Nullable String wait) {
        return wait == null ? Optional.empty() : RetryAfter.of(wait, clock.instant());
    }

    Vertx vertx() {
        return vertx;
    }

    Settings.Delivery limits() {
        return limits;
    }

    Names names() {
        return names;
    }

    NetClient client() {
        return client;
    }

    long nanos() {
        return clock.nanos();
    }
}
