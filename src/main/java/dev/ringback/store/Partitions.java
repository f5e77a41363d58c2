package dev.ringback.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the daily partitions: makes those of the days to come, drops those beyond the retention. Any number of nodes may do so at once,
 * and one may be killed anywhere in it. None of it makes an insert wait longer than its short wait for a lock.
 */
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final Sql sql = Sql.load("partitions");
    private static final long MAKING_LOCK = 0x72696e6762706d6bL;
    private static final long DROPPING_LOCK = 0x72696e676270646fL;
    private static final int DAYS_BEHIND = 1;
    private static final int DAYS_AHEAD = 3;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 250;
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01");

    private final Database database;
    private final List<PartitionedTable> tables;

    public Partitions(Database database, List<PartitionedTable> tables) {
        this.database = database;
        this.tables = List.copyOf(tables);
    }

    /** Yesterday's (for ids of a clock that is behind), today's and three days' to come; answers the names of those that were missing. */
    public Future<List<String>> make(Instant now) {
        return inTurn(tables, table -> make(table, today(now)));
    }

    private Future<List<String>> make(PartitionedTable table, LocalDate today) {
        return attached(database.reads(), table).compose(attached -> {
            var missing = today.minusDays(DAYS_BEHIND)
                    .datesUntil(today.plusDays(DAYS_AHEAD + 1))
                    .map(day -> new Partition(table, day))
                    .filter(partition -> !attached.contains(partition))
                    .toList();
            return inTurn(missing, partition -> patiently(1, () -> make(partition)));
        });
    }

    private Future<List<String>> make(Partition partition) {
        return database.transactions()
                .withTransaction(connection -> run(connection, sql.get("be_impatient"))
                        .compose(set ->
                                connection.preparedQuery(sql.get("lock_making")).execute(Tuple.of(MAKING_LOCK)))
                        .compose(locked -> attached(connection, partition.table()))
                        .compose(attached -> attached.contains(partition)
                                ? Future.succeededFuture(List.of())
                                : run(connection, partition.in(sql.get("create_child")))
                                        .compose(made -> run(connection, partition.in(sql.get("add_bound"))))
                                        .compose(made -> run(connection, partition.in(sql.get("attach"))))
                                        .compose(made -> run(connection, partition.in(sql.get("drop_bound"))))
                                        .map(made -> List.of(partition.name()))));
    }

    /** Those whose last row is older than that; answers their names, none when another node is at it. What cannot go now goes next time. */
    public Future<List<String>> drop(Instant now, int retentionDays) {
        var oldest = today(now).minusDays(retentionDays);
        return database.alone(connection -> connection
                .preparedQuery(sql.get("try_lock_dropping"))
                .execute(Tuple.of(DROPPING_LOCK))
                .compose(rows -> rows.iterator().next().getBoolean("locked")
                        ? run(connection, sql.get("limit_lock_wait"))
                                .compose(set -> run(connection, sql.get("limit_statement")))
                                .compose(set -> inTurn(tables, table -> drop(connection, table, oldest)))
                        : Future.succeededFuture(List.of())));
    }

    private Future<List<String>> drop(SqlConnection connection, PartitionedTable table, LocalDate oldest) {
        return children(connection, sql.get("attached"), table)
                .compose(rows -> inTurn(rows, row -> detach(connection, table, row, oldest)))
                .compose(detached -> children(connection, sql.get("detached"), table))
                .compose(rows -> inTurn(
                        rows,
                        row -> Partition.named(table, row.getString("name"))
                                .filter(partition -> partition.day().isBefore(oldest))
                                .map(partition -> orNextTime(partition, run(connection, partition.in(sql.get("drop")))))
                                .orElseGet(() -> Future.succeededFuture(List.of()))));
    }

    private Future<List<String>> detach(SqlConnection connection, PartitionedTable table, Row row, LocalDate oldest) {
        return Partition.named(table, row.getString("name"))
                .filter(partition ->
                        row.getBoolean("pending") || partition.day().isBefore(oldest))
                .map(partition -> orNextTime(
                        partition,
                        run(
                                connection,
                                partition.in(row.getBoolean("pending") ? sql.get("finalize") : sql.get("detach")))))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private static Future<List<String>> orNextTime(Partition partition, Future<Void> step) {
        return step.map(List.of(partition.name())).recover(failure -> {
            if (!(failure instanceof PgException)) {
                return Future.failedFuture(failure);
            }
            LOG.warn("Partition {} stays until the next round: {}", partition.name(), failure.getMessage());
            return Future.succeededFuture(List.of());
        });
    }

    private <T> Future<T> patiently(int turn, Supplier<Future<T>> step) {
        return step.get()
                .recover(failure -> turn < TRIES
                                && failure instanceof PgException refusal
                                && WORTH_ANOTHER_TRY.contains(refusal.getSqlState())
                        ? database.vertx()
                                .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(now -> patiently(turn + 1, step))
                        : Future.failedFuture(failure));
    }

    private static Future<Set<Partition>> attached(SqlClient client, PartitionedTable table) {
        return children(client, sql.get("attached"), table)
                .map(rows -> rows.stream()
                        .flatMap(row -> Partition.named(table, row.getString("name")).stream())
                        .collect(Collectors.toSet()));
    }

    private static Future<List<Row>> children(SqlClient client, String statement, PartitionedTable table) {
        return client.preparedQuery(statement)
                .execute(Tuple.of(table.name()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static Future<Void> run(SqlClient client, String statement) {
        return client.query(statement).execute().mapEmpty();
    }

    private static <T> Future<List<String>> inTurn(List<T> items, Function<T, Future<List<String>>> step) {
        var all = new ArrayList<String>();
        var last = Future.<Void>succeededFuture();
        for (var item : items) {
            last = last.compose(before -> step.apply(item)).map(names -> {
                all.addAll(names);
                return null;
            });
        }
        return last.map(done -> List.copyOf(all));
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
