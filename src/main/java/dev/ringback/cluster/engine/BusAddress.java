package dev.ringback.cluster.engine;

import dev.ringback.config.Settings;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this process listens for the messages of others, and how the connections are protected. */
final class BusAddress {
    private static final String ANY = "0.0.0.0";
    private static final int CONNECT_MILLIS = 3000;
    /** A peer that hangs is noticed about as soon as Hazelcast lets go of it. */
    private static final long PING_MILLIS = 5000;

    private BusAddress() {}

    static EventBusOptions of(Settings.Cluster cluster) {
        Settings.Address address = cluster.address();
        HostAddress host = HostAddress.of(address.host());
        EventBusOptions options = new EventBusOptions()
                .setHost(host.isOwn() ? host.text() : ANY)
                .setPort(address.busPort())
                .setClusterPublicHost(host.isOwn() ? host.text() : address.host())
                .setClusterPublicPort(address.busPort())
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS);
        options.setConnectTimeout(CONNECT_MILLIS);
        cluster.tls().ifPresent(tls -> protect(options, tls));
        return options;
    }

    /** Both sides show a certificate of the same authorities; names do not matter, as nodes find each other by addresses. */
    private static void protect(EventBusOptions options, Settings.BusTls tls) {
        readable(tls.certificate(), "cluster.tls.certificate");
        readable(tls.key(), "cluster.tls.key");
        readable(tls.trust(), "cluster.tls.trust");
        options.setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(tls.trust().toString()));
    }

    private static void readable(Path file, String key) {
        if (!Files.isReadable(file)) {
            throw new CannotJoin("cannot read " + file + " (" + key + ")");
        }
    }
}
