package dev.ringback.delivery;

import dev.ringback.ambient.NodeClock;
import dev.ringback.config.Settings;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.RetryAfter;
import dev.ringback.tls.TlsMaterial;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Calls receivers for the Test of a profile, and token servers: each call looks the name up anew and has a connection of its own, so that
 * every step can be timed and none is spared by what was done before. Names are checked, addresses pinned and certificates judged as in
 * {@link HttpReceivers}.
 */
final class SingleCalls {
    private final Vertx vertx;
    private final Settings.Delivery limits;
    private final Names names;
    private final Time time;
    private final NetClient client;
    private final Optional<TrustOptions> trust;
    private Optional<Future<X509ExtendedTrustManager>> judge = Optional.empty();

    SingleCalls(Vertx vertx, Settings.Delivery limits, NodeClock clock) {
        this(vertx, limits, new Time(clock, clock::nanos), new VertxNames(vertx), new ClientSSLOptions());
    }

    SingleCalls(Vertx vertx, Settings.Delivery limits, Time time, Names names, ClientSSLOptions trust) {
        this.vertx = vertx;
        this.limits = limits;
        this.time = time;
        this.names = names;
        this.trust = Optional.ofNullable(trust.getTrustOptions());
        this.client = vertx.createNetClient(new NetClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis())));
    }

    /** What a call is timed by: a clock for dates, and nanoseconds that never run backwards. */
    record Time(InstantSource clock, LongSupplier nanos) {}

    /** Never fails for anything that a receiver, a name server or the network does. */
    Future<Traced> call(Call call) {
        if (!HttpReceivers.isSendable(call.request().wireTarget())) {
            Outcome outcome = Faults.unsendable("the URL has a character that must be percent-encoded there");
            return Future.succeededFuture(Traced.untried(outcome));
        }
        // Before the clock runs: loading the authorities of the system takes its time, once.
        Future<Optional<SslContext>> ready = call.origin().tls()
                ? judge().compose(usual -> context(usual, call.tls())).map(Optional::of)
                : Future.succeededFuture(Optional.empty());
        return ready.compose(context -> new TracedCall(this, call, context).begin());
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<X509ExtendedTrustManager> judge() {
        Future<X509ExtendedTrustManager> making = judge.orElseGet(() -> vertx.executeBlocking(this::makeJudge));
        // Not kept when it fails: else no call over TLS would go through until the next start.
        judge = Optional.of(making.onFailure(failed -> judge = Optional.empty()));
        return making;
    }

    private Future<SslContext> context(X509ExtendedTrustManager usual, Optional<TlsMaterial> material) {
        boolean unverifiedAllowed = limits.reach().allowUnverifiedTls();
        return vertx.executeBlocking(() -> TlsOptions.context(usual, material, unverifiedAllowed));
    }

    private X509ExtendedTrustManager makeJudge() throws Exception {
        TrustManagerFactory factory;
        if (trust.isPresent()) {
            factory = trust.get().getTrustManagerFactory(vertx);
        } else {
            factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
        }
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    Optional<Duration> retryAfter(@Nullable String wait) {
        return wait == null
                ? Optional.empty()
                : RetryAfter.of(wait, time.clock().instant());
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
        return time.nanos().getAsLong();
    }
}
