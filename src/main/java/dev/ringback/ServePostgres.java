package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import dev.ringback.store.DataDir;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command {@code postgres}: the embedded server alone, for several nodes of one machine, none of which then takes the database with it
 * when it dies. It ends when its process is told to, or when the server dies and does not come back.
 */
final class ServePostgres {
    /** For so many nodes with the same settings there are connections. */
    private static final int NODES_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ServePostgres.class);
    private static final String FILE = "database-url";

    private final Vertx vertx;
    private final Settings settings;
    private final SystemAmbient ambient = new SystemAmbient();

    private ServePostgres(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    private record Running(DataDir dir, EmbeddedPostgres server) {
        Future<Void> stop() {
            return server.stop().transform(stopped -> dir.close());
        }
    }

    /** The exit status; when it came up, the process lives on. */
    static int run(Settings settings, PrintStream out, PrintStream err) {
        if (settings.storage().databaseUrl().isPresent()) {
            err.println("ringback: database.url names a server already, and the embedded one would not be it:"
                    + " leave database.url out to run the embedded one");
            return Ringback.WRONG;
        }
        Vertx vertx = Vertx.vertx();
        ServePostgres serve = new ServePostgres(vertx, settings);
        try {
            Running running =
                    serve.start().toCompletionStage().toCompletableFuture().get();
            SecretFile file = new SecretFile(running.dir.home().resolve(FILE));
            Secret url = running.server.url().text();
            file.write(url.value());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "stop"));
            out.println("PostgreSQL is ready; nodes find it by database.url, which is in " + file.path());
            return Ringback.DONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | IOException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            err.println("ringback: " + cause.getMessage());
        }
        return Ringback.FAILED;
    }

    private Future<Running> start() {
        Settings.Storage storage = settings.storage();
        int connections = NODES_MAX * OpenStore.connections(settings);
        return DataDir.open(vertx, storage.dataDir())
                .compose(dir -> EmbeddedPostgres.start(
                                vertx,
                                new EmbeddedPostgres.Options(dir.home(), storage.embeddedPort(), connections, Map.of()),
                                ambient.secrets().chance())
                        .map(server -> new Running(dir, server))
                        .onSuccess(running -> running.server.gone().onSuccess(gone -> exit()))
                        .recover(failure -> dir.close().transform(closed -> Future.failedFuture(failure))));
    }

    /** On a thread of its own: the event loops are needed for the stop, which the exit waits for. */
    private static void exit() {
        new Thread(() -> System.exit(Ringback.FAILED), "exit").start();
    }

    /** Left to itself, a JVM that a signal ends has the status 143, also when all is in order. */
    private static void end(Running running) {
        int status = running.server.gone().isComplete() ? Ringback.FAILED : Ringback.DONE;
        try {
            running.stop().toCompletionStage().toCompletableFuture().get();
            Runtime.getRuntime().halt(status);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            LOG.warn("PostgreSQL did not stop: {}", String.valueOf(failed.getCause()));
        }
    }
}
