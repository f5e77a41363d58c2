package dev.ringback;

import dev.ringback.ambient.NodeClock;
import dev.ringback.ambient.SetClock;
import dev.ringback.config.SecretsKey;
import dev.ringback.config.Settings;
import dev.ringback.store.DataDir;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.PartitionedTable;
import dev.ringback.store.Partitions;
import dev.ringback.store.PgNodes;
import dev.ringback.store.StoreException;
import dev.ringback.store.embedded.EmbeddedPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The opened store: the directory, the server (the embedded one or the user's), and the schema, ready for use. */
record OpenStore(
        DataDir dir, Optional<EmbeddedPostgres> server, Database database, SecretsKey key, Partitions partitions) {
    private static final String MIGRATIONS = "sql/migrations";
    private static final List<PartitionedTable> TABLES =
            List.of(new PartitionedTable("callback", "id"), new PartitionedTable("attempt", "callback_id"));
    /** Beside the settings' own: journals, ledger, backlog, listening and maintenance. */
    private static final int CONNECTIONS_OF_THE_PATH = 12;

    static Future<OpenStore> open(Ground ground) {
        Vertx vertx = ground.vertx();
        Settings.Storage storage = ground.settings().storage();
        return DataDir.open(vertx, storage.dataDir())
                .compose(dir -> key(ground)
                        .compose(key -> server(ground, dir)
                                .compose(server -> database(ground, server)
                                        .compose(database -> prepared(
                                                ground,
                                                new OpenStore(
                                                        dir, server, database, key, new Partitions(database, TABLES))))
                                        .recover(failure ->
                                                stop(server).transform(done -> Future.failedFuture(failure)))))
                        .recover(failure -> dir.close().transform(done -> Future.failedFuture(failure))));
    }

    private static Future<SecretsKey> key(Ground ground) {
        return ground.vertx()
                .executeBlocking(() -> SecretsKey.load(
                        ground.settings().storage(), ground.ambient().secrets()));
    }

    private static Future<Optional<EmbeddedPostgres>> server(Ground ground, DataDir dir) {
        Settings.Storage storage = ground.settings().storage();
        if (storage.databaseUrl().isPresent()) {
            return Future.succeededFuture(Optional.empty());
        }
        var options = new EmbeddedPostgres.Options(
                dir.home(), storage.embeddedPort(), connections(ground.settings()), Map.of());
        return EmbeddedPostgres.start(
                        ground.vertx(), options, ground.ambient().secrets().chance())
                .map(Optional::of);
    }

    /** Those that one node opens, at the most. */
    static int connections(Settings settings) {
        return settings.storage().connections() + CONNECTIONS_OF_THE_PATH + Ground.loops(settings);
    }

    private static Future<Database> database(Ground ground, Optional<EmbeddedPostgres> server) {
        Settings.Storage storage = ground.settings().storage();
        var connections = Database.Connections.of(storage.connections());
        return server.map(own -> Database.openOwn(ground.vertx(), own.url(), connections))
                .orElseGet(() ->
                        Database.open(ground.vertx(), storage.databaseUrl().orElseThrow(), connections));
    }

    private static Future<OpenStore> prepared(Ground ground, OpenStore store) {
        NodeClock clock = ground.ambient().clock();
        return store.setClock(clock)
                .compose(done -> new Migrations(store.database, MIGRATIONS, clock).apply())
                .compose(applied -> store.partitions.make(clock.instant()))
                .compose(made -> PgNodes.shared(store.database).fingerprint(store.key.fingerprint()))
                .compose(known -> store.key.knows(known)
                        ? Future.succeededFuture(store)
                        : Future.failedFuture(
                                new StoreException("The database was made with another secrets.key. Give this"
                                        + " node the same secrets.key as the others, or the one it had before; to change the"
                                        + " key, put the old one into secrets.former_keys.")))
                .recover(failure -> store.database.close().transform(done -> Future.failedFuture(failure)));
    }

    Future<Void> setClock(NodeClock clock) {
        return new SetClock(clock, () -> database.clockOffset(clock).map(found -> answer(clock, found))).once();
    }

    private static SetClock.Answer answer(NodeClock clock, Database.ClockOffset found) {
        Instant said =
                clock.instant().plus(found.offset()).minus(found.roundTrip().dividedBy(2));
        return new SetClock.Answer(said, found.roundTrip());
    }

    Future<Void> close() {
        return database.close().transform(closed -> stop(server)).transform(stopped -> dir.close());
    }

    private static Future<Void> stop(Optional<EmbeddedPostgres> server) {
        return server.map(EmbeddedPostgres::stop).orElseGet(Future::succeededFuture);
    }
}
