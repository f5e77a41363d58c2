package dev.ringback.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this program's version: each file in one transaction, once, whoever of several nodes comes first. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Sql sql = Sql.load("migrations");
    private static final long LOCK = 0x72696e676261636bL;

    private final Database database;
    private final String directory;
    private final InstantSource clock;

    public Migrations(Database database, String directory, InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    /** The versions applied now. */
    public Future<List<Integer>> apply() {
        return database.vertx()
                .executeBlocking(() -> MigrationFile.of(Migrations.class.getClassLoader(), directory))
                .compose(files -> database.alone(connection -> apply(connection, files)));
    }

    private Future<List<Integer>> apply(SqlConnection connection, List<MigrationFile> files) {
        return connection
                .preparedQuery(sql.get("lock"))
                .execute(Tuple.of(LOCK))
                .compose(locked -> connection.query(sql.get("create_versions")).execute())
                .compose(created -> connection.query(sql.get("applied")).execute())
                .compose(applied -> {
                    int known = 0;
                    for (var row : applied) {
                        check(row, files);
                        known = row.getInteger("version");
                    }
                    return each(connection, files.subList(known, files.size()));
                });
    }

    private static void check(Row applied, List<MigrationFile> files) {
        int version = applied.getInteger("version");
        if (version > files.size()) {
            throw new StoreException(
                    "The database is of schema version " + version + ", this program knows versions up to "
                            + files.size() + ": start the newer program that was used here before");
        }
        var file = files.get(version - 1);
        if (!file.checksum().equals(applied.getString("checksum"))) {
            throw new StoreException("The schema's step " + version + " (" + file.name()
                    + ") is not the one the database was made with: use an unchanged build of Ringback");
        }
    }

    private Future<List<Integer>> each(SqlConnection connection, List<MigrationFile> files) {
        var done = new ArrayList<Integer>();
        var last = Future.<Void>succeededFuture();
        for (var file : files) {
            last = last.compose(before -> one(connection, file)).onSuccess(applied -> done.add(file.version()));
        }
        return last.map(all -> List.copyOf(done));
    }

    private Future<Void> one(SqlConnection connection, MigrationFile file) {
        LOG.info("Bringing the schema to version {} ({})", file.version(), file.name());
        var record = Tuple.of(
                file.version(), file.name(), file.checksum(), clock.instant().atOffset(ZoneOffset.UTC));
        return connection
                .begin()
                .compose(transaction -> connection
                        .query(file.script())
                        .execute()
                        .compose(ran ->
                                connection.preparedQuery(sql.get("record")).execute(record))
                        .compose(recorded -> transaction.commit())
                        .recover(failure -> transaction
                                .rollback()
                                .transform(rolledBack -> Future.failedFuture(new StoreException(
                                        "The schema's step " + file.version() + " (" + file.name()
                                                + ") failed and was undone: " + failure.getMessage(),
                                        failure)))));
    }
}
