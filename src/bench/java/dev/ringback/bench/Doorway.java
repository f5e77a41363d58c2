package dev.ringback.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One node's way to the database: a port that leads to another, until it is cut. Then nothing comes through and nobody is told, as on a
 * network that drops everything; when it is healed what was on its way arrives late, or the connections break, as one likes.
 */
final class Doorway {
    private static final String HOST = "127.0.0.1";
    /** For what was on its way, before the end comes. */
    private static final int LATE_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Set<NetSocket> open = new HashSet<>();
    /** Their other half has ended while nobody could be told. */
    private final Set<NetSocket> orphans = new HashSet<>();

    private final NetClient client;
    private final NetServer server;
    private final int target;
    private boolean cut;

    /** All its state is of one event loop. */
    Doorway(String host, int target) {
        this.target = target;
        this.client = vertx.createNetClient();
        this.server = await(onLoop(
                () -> vertx.createNetServer(new NetServerOptions().setHost(host).setPort(0))
                        .connectHandler(this::enter)
                        .listen()));
    }

    int port() {
        return server.actualPort();
    }

    private void enter(NetSocket inner) {
        NetSocket unpaused = inner.pause();
        var unused = client.connect(target, HOST)
                .onSuccess(outer -> join(inner, outer))
                .onFailure(away -> inner.close());
    }

    private void join(NetSocket inner, NetSocket outer) {
        pass(inner, outer);
        pass(outer, inner);
        if (cut) {
            NetSocket paused = outer.pause();
        } else {
            NetSocket going = inner.resume();
        }
    }

    /** Without backpressure: it is a few callbacks a second. */
    private void pass(NetSocket from, NetSocket to) {
        open.add(from);
        NetSocket unused = from.handler(to::write)
                .exceptionHandler(broken -> from.close())
                .closeHandler(closed -> {
                    open.remove(from);
                    if (cut) {
                        orphans.add(to);
                    } else {
                        var ending = to.close();
                    }
                });
    }

    void cut() {
        var unused = await(onLoop(() -> {
            cut = true;
            open.forEach(NetSocket::pause);
            return Future.succeededFuture();
        }));
    }

    /** What waited goes on, or breaks. */
    void heal(boolean goOn) {
        var unused = await(onLoop(() -> {
            cut = false;
            Set.copyOf(open).forEach(goOn ? NetSocket::resume : NetSocket::close);
            Set<NetSocket> told = Set.copyOf(orphans);
            orphans.clear();
            long timer = vertx.setTimer(LATE_MILLIS, later -> told.forEach(NetSocket::close));
            return Future.succeededFuture();
        }));
    }

    void close() {
        var unused = await(vertx.close());
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        context.runOnContext(run -> action.get().onComplete(done));
        return done.future();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new BenchException("the way to the database", failure);
        }
    }
}
