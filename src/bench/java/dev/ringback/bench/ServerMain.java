package dev.ringback.bench;

import dev.ringback.store.DataDir;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL without a node, a program of its own: the database that nodes are given by {@code database.url}. */
public final class ServerMain {
    private static final int CONNECTIONS = 150;
    private static final int MINUTES_MAX = 2;

    private ServerMain() {}

    /** The arguments: the directory, the port. Ends, server and all, when whoever started it is gone. */
    public static void main(String[] arguments) throws Exception {
        Quiet.please();
        Vertx vertx = Vertx.vertx();
        DataDir dataDir = await(DataDir.open(vertx, Path.of(arguments[0])));
        EmbeddedPostgres.Options options =
                new EmbeddedPostgres.Options(dataDir.home(), Integer.parseInt(arguments[1]), CONNECTIONS, Map.of());
        EmbeddedPostgres server = await(EmbeddedPostgres.start(vertx, options, new SecureRandom()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        awaitEndOfInput();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        int read = 0;
        while (read >= 0) {
            read = System.in.read();
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            await(server.stop());
        } catch (Exception failure) {
            System.err.println("the database does not stop: " + failure);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(MINUTES_MAX, TimeUnit.MINUTES);
    }
}
