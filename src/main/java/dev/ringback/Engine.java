package dev.ringback;

import dev.ringback.bus.Bus;
import dev.ringback.cluster.engine.Joined;
import dev.ringback.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;

/** The event loops and the bus of this process, alone or one of many. */
record Engine(Vertx vertx, Bus bus, Optional<Joined> joined) {
    static Engine alone(Vertx vertx) {
        return new Engine(vertx, Bus.of(vertx), Optional.empty());
    }

    static Future<Engine> start(Settings settings) {
        VertxOptions options =
                new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(Ground.loops(settings));
        Settings.Cluster cluster = settings.node().cluster();
        return cluster.enabled()
                ? Joined.asNode(options, cluster)
                        .map(joined -> new Engine(joined.vertx(), Bus.of(joined.vertx()), Optional.of(joined)))
                : Future.succeededFuture(alone(Vertx.vertx(options)));
    }
}
