package dev.ringback;

import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.cluster.engine.Gathering;
import dev.ringback.cluster.engine.Joined;
import dev.ringback.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;

/** The event loops and the bus of this process, alone or one of many. */
record Engine(Vertx vertx, Bus bus, Between between, Optional<Gathering> gathering) {
    static Engine alone(Vertx vertx) {
        return new Engine(vertx, Bus.of(vertx), Between.alone(), Optional.empty());
    }

    private static Engine of(Joined joined) {
        Gathering gathering = joined.gathering();
        return new Engine(
                joined.vertx(),
                Bus.of(joined.vertx()),
                Between.of(joined.vertx(), joined.name(), gathering::others),
                Optional.of(gathering));
    }

    static Future<Engine> start(Settings settings) {
        VertxOptions options =
                new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(Ground.loops(settings));
        Settings.Cluster cluster = settings.node().cluster();
        return cluster.enabled()
                ? Joined.asNode(options, cluster).map(Engine::of)
                : Future.succeededFuture(alone(Vertx.vertx(options)));
    }
}
