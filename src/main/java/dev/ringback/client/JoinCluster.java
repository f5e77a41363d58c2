package dev.ringback.client;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Makes a Vert.x that is one of a cluster's: a lite member of its Hazelcast, which keeps nothing and may come and go. It leaves when it is
 * closed. It is there only with a node: one that found none, because none runs or the name or the secret is another, fails with
 * {@link CannotJoin}.
 */
public final class JoinCluster {
    private static final String PACKAGED = "/cluster/hazelcast.yaml";
    /** By which Vert.x tells the members of Hazelcast. */
    private static final String NODE_ID = "__vertx.nodeId";

    private static final long LOOK_MILLIS = 100;
    private static final int CONNECT_MILLIS = 3_000;
    private static final long PING_MILLIS = 5_000;

    private JoinCluster() {}

    public static Future<Vertx> with(ClusterOptions cluster) {
        return with(cluster, new VertxOptions());
    }

    /** The options of the event bus are set by this. */
    public static Future<Vertx> with(ClusterOptions cluster, VertxOptions options) {
        return member(cluster)
                .compose(hazelcast -> Vertx.builder()
                        .with(options.setEventBusOptions(bus(cluster)))
                        .withClusterManager(new LiteMember(hazelcast))
                        .buildClustered()
                        .recover(failure -> {
                            apart(hazelcast::shutdown);
                            return Future.failedFuture(new CannotJoin(
                                    "cannot join the " + cluster + ": " + failure.getMessage(), failure));
                        }));
    }

    /** Hazelcast blocks, and there is no Vert.x yet, or none any more. No daemon: until then nothing else keeps the process. */
    static void apart(Runnable step) {
        new Thread(step, "ringback-join").start();
    }

    private static Future<HazelcastInstance> member(ClusterOptions cluster) {
        Promise<HazelcastInstance> member = Promise.promise();
        apart(() -> {
            try {
                member.complete(join(cluster));
            } catch (CannotJoin reason) {
                member.fail(reason);
            } catch (IOException | RuntimeException failure) {
                member.fail(new CannotJoin("cannot join the " + cluster + ": " + failure.getMessage(), failure));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                member.fail(ended);
            }
        });
        return member.future();
    }

    private static HazelcastInstance join(ClusterOptions cluster) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config(cluster));
        while (!hasNode(hazelcast)) {
            if (System.nanoTime() - began > cluster.within().toNanos()) {
                hazelcast.shutdown();
                throw new CannotJoin("found no node of the " + cluster + " within "
                        + cluster.within().toSeconds()
                        + " s; do they run there, clustered, and with the same name and secret?");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return hazelcast;
    }

    private static boolean hasNode(HazelcastInstance hazelcast) {
        for (Member member : hazelcast.getCluster().getMembers()) {
            if (!member.isLiteMember() && member.getAttribute(NODE_ID) != null) {
                return true;
            }
        }
        return false;
    }

    private static Config config(ClusterOptions cluster) throws IOException {
        Config config = read(cluster)
                .setClusterName(ClusterName.of(cluster.name(), cluster.secret()))
                .setLiteMember(true)
                // Vert.x leaves first, when it is closed.
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false");
        config.getMemberAttributeConfig()
                .setAttribute(NODE_ID, UUID.randomUUID().toString());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(cluster.own().port()).setPortAutoIncrement(false);
        network.getInterfaces()
                .setEnabled(true)
                .clear()
                .addInterface(cluster.own().host());
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        return config;
    }

    private static Config read(ClusterOptions cluster) throws IOException {
        try (InputStream text = cluster.hazelcastFile().isPresent()
                ? Files.newInputStream(cluster.hazelcastFile().get())
                : packaged()) {
            return new YamlConfigBuilder(text).build();
        }
    }

    private static InputStream packaged() throws IOException {
        InputStream text = JoinCluster.class.getResourceAsStream(PACKAGED);
        if (text == null) {
            throw new FileNotFoundException(PACKAGED);
        }
        return text;
    }

    private static EventBusOptions bus(ClusterOptions cluster) {
        EventBusOptions options = new EventBusOptions()
                .setHost(cluster.own().host())
                .setPort(cluster.own().busPort())
                .setClusterPublicHost(cluster.own().host())
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS);
        options.setConnectTimeout(CONNECT_MILLIS);
        cluster.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(tls.certificate().toString())
                                .setKeyPath(tls.key().toString()))
                        .setTrustOptions(
                                new PemTrustOptions().addCertPath(tls.trust().toString())));
        return options;
    }
}
