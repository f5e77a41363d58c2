package dev.ringback.cluster.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import dev.ringback.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.BindException;

/** A process that is one of the cluster's, by its Vert.x; {@code name} is what that calls it. It leaves when its Vert.x is closed. */
public record Joined(Vertx vertx, String name, Gathering gathering) {
    /** As a node: it keeps a part of what Hazelcast knows. */
    public static Future<Joined> asNode(VertxOptions options, Settings.Cluster cluster) {
        return join(options, cluster).onSuccess(joined -> joined.gathering().start());
    }

    private static Future<Joined> join(VertxOptions options, Settings.Cluster cluster) {
        try {
            Config config = MemberConfig.of(cluster);
            HazelcastClusterManager manager = new HazelcastClusterManager(config);
            return Vertx.builder()
                    .with(options.setEventBusOptions(BusAddress.of(cluster)))
                    .withClusterManager(manager)
                    .buildClustered()
                    .map(vertx -> new Joined(
                            vertx, manager.getNodeId(), new Gathering(vertx, manager.getHazelcastInstance(), cluster)))
                    .recover(failure -> Future.failedFuture(inWords(failure, cluster)));
        } catch (CannotJoin reason) {
            return Future.failedFuture(reason);
        }
    }

    private static Throwable inWords(Throwable failure, Settings.Cluster cluster) {
        Settings.Address address = cluster.address();
        if (failure instanceof BindException) {
            return new CannotJoin(
                    "cannot listen on " + address.host() + ":" + address.busPort()
                            + " (cluster.host, cluster.bus_port): " + failure.getMessage(),
                    failure);
        }
        return failure instanceof HazelcastException
                ? new CannotJoin(
                        "cannot join the cluster at " + address.host() + ":" + address.port()
                                + " (cluster.host, cluster.port): " + failure.getMessage(),
                        failure)
                : new CannotJoin(
                        "cannot start the event bus (cluster.bus_port, cluster.tls): " + failure.getMessage(), failure);
    }
}
