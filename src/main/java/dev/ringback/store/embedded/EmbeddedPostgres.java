package dev.ringback.store.embedded;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.config.Secret;
import dev.ringback.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's own PostgreSQL server: made at the first start, started again when it dies, stopped with the node. Whoever starts it holds
 * the lock of the data directory. All that blocks runs on one worker thread, one step after another.
 */
public final class EmbeddedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Patience PATIENCE = new Patience(10, 100, 5_000);
    /** One that ran this long is well again: the next death starts counting anew. */
    private static final long STEADY_SECONDS = 60;

    private static final int PASSWORD_BYTES = 24;
    private static final int CONNECTIONS_SPARE = 10;

    private final Vertx vertx;
    private final Context context;
    private final WorkerExecutor worker;
    private final PostgresServer server;
    private final DatabaseUrl url;
    private final Patience patience;
    private final Promise<Void> gone = Promise.promise();
    private volatile Process child;
    private volatile boolean stopping;
    private Future<Void> stopped = Future.succeededFuture();
    /** Only touched on the context. */
    private int restarts;

    /** The port 0 means any free one; the settings are more of {@code postgresql.conf} and win over ours. */
    public record Options(Path dataDir, int port, int connections, Map<String, String> settings) {}

    private EmbeddedPostgres(Vertx vertx, WorkerExecutor worker, Started started, Patience patience) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.worker = worker;
        this.server = started.server;
        this.url = started.url;
        this.child = started.child;
        this.patience = patience;
    }

    /** How often in a row a dead server is started again, and the pauses before, each twice the one before it. */
    record Patience(int restartsMax, long pauseMillis, long pauseMillisMax) {}

    private record Started(PostgresServer server, DatabaseUrl url, Process child) {}

    /** The chance makes the password: it must be one that cannot be guessed. */
    public static Future<EmbeddedPostgres> start(Vertx vertx, Options options, RandomGenerator chance) {
        return start(vertx, options, chance, PATIENCE);
    }

    static Future<EmbeddedPostgres> start(Vertx vertx, Options options, RandomGenerator chance, Patience patience) {
        var worker = vertx.createSharedWorkerExecutor("postgres " + options.dataDir, 1, 10, TimeUnit.MINUTES);
        return worker.executeBlocking(inWords(() -> start(options, chance)))
                .map(started -> new EmbeddedPostgres(vertx, worker, started, patience))
                .onSuccess(EmbeddedPostgres::watch)
                .recover(failure -> worker.close().transform(closed -> Future.failedFuture(failure)));
    }

    private static Started start(Options options, RandomGenerator chance) throws IOException, InterruptedException {
        var files = PostgresFiles.below(options.dataDir);
        var cluster = new Cluster(files, Binaries.unpack(files), ServerUser.find());
        var password = cluster.open(() -> password(chance));
        var settings =
                new TreeMap<>(Map.of("max_connections", String.valueOf(options.connections + CONNECTIONS_SPARE)));
        settings.putAll(options.settings);
        var server = new PostgresServer(cluster, settings);
        int port = options.port == 0 ? PostgresServer.freePort() : options.port;
        var child = server.start(port);
        LOG.info("PostgreSQL {} runs on 127.0.0.1:{}", Binaries.VERSION, port);
        return new Started(server, new DatabaseUrl("127.0.0.1", port, Cluster.DATABASE, Cluster.USER, password), child);
    }

    private static Secret password(RandomGenerator chance) {
        var bytes = new byte[PASSWORD_BYTES];
        chance.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Stays the same for as long as this object lives, whatever becomes of the server's process. */
    public DatabaseUrl url() {
        return url;
    }

    /** Completes when the server has died and, after many tries, does not come back. */
    public Future<Void> gone() {
        return gone.future();
    }

    long pid() {
        return child.pid();
    }

    private void watch() {
        var watched = child;
        var unused = watched.onExit().thenRun(() -> context.runOnContext(now -> died(watched)));
        context.runOnContext(now -> vertx.setTimer(TimeUnit.SECONDS.toMillis(STEADY_SECONDS), later -> {
            if (watched.isAlive()) {
                restarts = 0;
            }
        }));
    }

    private void died(Process process) {
        if (!stopping) {
            LOG.warn("PostgreSQL died (exit status {}): starting it again", process.exitValue());
            restart();
        }
    }

    private void restart() {
        if (restarts == patience.restartsMax) {
            LOG.error("PostgreSQL died or failed to start {} times in a row: giving it up", patience.restartsMax);
            gone.tryComplete();
            return;
        }
        long delay = Math.min(patience.pauseMillis << restarts, patience.pauseMillisMax);
        restarts++;
        vertx.timer(delay, TimeUnit.MILLISECONDS)
                .compose(now -> worker.executeBlocking(inWords(this::startAgain)))
                .onSuccess(started -> {
                    if (started) {
                        watch();
                    }
                })
                .onFailure(failure -> {
                    LOG.warn("PostgreSQL did not start again: {}", failure.getMessage());
                    if (!stopping) {
                        restart();
                    }
                });
    }

    private boolean startAgain() throws IOException, InterruptedException {
        if (stopping) {
            return false;
        }
        child = server.start(url.port());
        LOG.info("PostgreSQL runs again on 127.0.0.1:{}", url.port());
        return true;
    }

    /** All that was committed is on disk when this completes. The clients' connections are cut. */
    public synchronized Future<Void> stop() {
        if (!stopping) {
            stopping = true;
            stopped = worker.executeBlocking(inWords(() -> Signals.stop(child.toHandle())))
                    .compose(isGone -> isGone
                            ? Future.<Void>succeededFuture()
                            : Future.failedFuture(
                                    new StoreException("PostgreSQL (process " + child.pid() + ") does not stop")))
                    .eventually(worker::close);
        }
        return stopped;
    }

    private static <T> Callable<T> inWords(Callable<T> step) {
        return () -> {
            try {
                return step.call();
            } catch (IOException failure) {
                throw new StoreException("The embedded PostgreSQL: " + failure, failure);
            }
        };
    }
}
