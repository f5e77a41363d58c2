package dev.ringback.support;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.store.DataDir;
import dev.ringback.store.Database;
import dev.ringback.store.StoreException;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;

/**
 * A real PostgreSQL for tests: one server for the JVM, below {@code target}, and a new database for each test class. It is quick because
 * nothing in it is written for good; what needs a durable one starts its own.
 */
public final class TestPostgres {
    private static final int NEIGHBOURS_MAX = 4;
    private static final Map<String, String> CARELESS = Map.of(
            "fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "autovacuum_naptime", "1min");

    private final Vertx vertx = Vertx.vertx();
    private final Path dataDir;
    private final EmbeddedPostgres server;

    private TestPostgres() {
        dataDir = Await.result(open(1)).home();
        server = Await.result(EmbeddedPostgres.start(
                vertx, new EmbeddedPostgres.Options(dataDir, 0, 100, CARELESS), new SecureRandom()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Await.result(server.stop())));
    }

    /** A second JVM that tests the same tree takes the next directory. */
    private Future<DataDir> open(int number) {
        return DataDir.open(vertx, Path.of("target", "postgres-" + number))
                .recover(failure -> failure instanceof StoreException && number < NEIGHBOURS_MAX
                        ? open(number + 1)
                        : Future.failedFuture(failure));
    }

    private static final class Once {
        static final TestPostgres SERVER = new TestPostgres();
    }

    /** An empty database of the test's name; one that is left from an earlier run is dropped. */
    public static DatabaseUrl fresh(Class<?> test) {
        return Once.SERVER.make(test.getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** The same, open. Whoever opens it closes it. */
    public static Database open(Vertx vertx, Class<?> test) {
        return Await.result(Database.open(vertx, fresh(test), Database.Connections.of(8)));
    }

    /** Where the server's programs were unpacked to. */
    public static Path programs(String version) {
        return Once.SERVER.dataDir.resolve("postgres").resolve("bin-" + version);
    }

    private DatabaseUrl make(String name) {
        var admin = server.url();
        var url = new DatabaseUrl(admin.host(), admin.port(), name, admin.user(), admin.password());
        Await.result(PgConnection.connect(vertx, Database.options(admin))
                .compose(connection -> connection
                        .query("drop database if exists " + name + " with (force)")
                        .execute()
                        .compose(dropped ->
                                connection.query("create database " + name).execute())
                        .eventually(connection::close)));
        return url;
    }
}
