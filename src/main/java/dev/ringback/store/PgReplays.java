package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ReplayId;
import dev.ringback.domain.Uuid7;
import dev.ringback.history.CallbackState;
import dev.ringback.replay.Count;
import dev.ringback.replay.Range;
import dev.ringback.replay.Replay;
import dev.ringback.replay.ReplayState;
import dev.ringback.replay.ReplayStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays in PostgreSQL. */
public final class PgReplays implements ReplayStore {
    private static final Sql sql = Sql.load("replay");

    private final SqlClient writes;
    private final SqlClient reads;

    public PgReplays(SqlClient writes, SqlClient reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /** On a connection of its own: a portion may take its time, and nobody stands behind it. */
    public static PgReplays alone(Database database) {
        return new PgReplays(database.own(), database.reads());
    }

    /** On the connections that all share. */
    public static PgReplays shared(Database database) {
        return new PgReplays(database.statements(), database.reads());
    }

    @Override
    public Future<Count> count(Range range, int most) {
        Tuple tuple = Tuple.of(range.profile().value(), Uuid7.floor(range.from()), Uuid7.floor(range.to()))
                .addArrayOfShort(PgHistory.verdicts(range.state()))
                .addInteger(most)
                .addBoolean(range.includesReplayed());
        String statement =
                range.state() == CallbackState.DELIVERED ? sql.get("count_delivered") : sql.get("count_rare");
        return run(reads, statement, tuple).map(rows -> {
            Row row = rows.iterator().next();
            return new Count(row.getInteger("found"), row.getInteger("examined") < most);
        });
    }

    @Override
    public Future<Optional<ReplayId>> open(Replay replay) {
        Range range = replay.range();
        Tuple tuple = Tuple.of(replay.id().value(), replay.account().value())
                .addUUID(range.profile().value())
                .addString(range.state().word())
                .addOffsetDateTime(time(range.from()))
                .addOffsetDateTime(time(range.to()))
                .addBoolean(range.includesReplayed())
                .addInteger(replay.counted().callbacks())
                .addBoolean(replay.counted().isAll())
                .addUUID(Uuid7.floor(range.from()))
                .addOffsetDateTime(time(replay.progress().createdAt()));
        return run(writes, sql.get("open"), tuple).compose(rows -> {
            Row row = rows.iterator().next();
            Optional<ReplayId> running =
                    Optional.ofNullable(row.getUUID("running")).map(ReplayId::new);
            if (row.getBoolean("opened")) {
                return Future.succeededFuture(Optional.empty());
            }
            return running.isPresent() ? Future.succeededFuture(running) : open(replay);
        });
    }

    @Override
    public Future<Optional<Replay>> find(AccountId account, ReplayId id) {
        return run(reads, sql.get("read"), Tuple.of(account.value(), id.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(replay(rows.iterator().next())));
    }

    @Override
    public Future<List<Replay>> list(AccountId account, Optional<ReplayId> before, int most) {
        Tuple tuple = Tuple.of(account.value(), before.map(ReplayId::value).orElse(null), most);
        return run(reads, sql.get("list"), tuple).map(rows -> {
            List<Replay> replays = new ArrayList<>(rows.size());
            rows.forEach(row -> replays.add(replay(row)));
            return replays;
        });
    }

    @Override
    public Future<Boolean> cancel(AccountId account, ReplayId id, Instant now) {
        return run(writes, sql.get("end"), Tuple.of(account.value(), id.value(), time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Future<List<Running>> claim(NodeId node, int waitingMax, Instant now) {
        return run(writes, sql.get("claim"), Tuple.of(node.value(), time(now), waitingMax))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.failedFuture(Troubles.fenced());
                    }
                    List<Running> running = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        // A node that has none answers one row without a replay.
                        if (row.getUUID("id") != null) {
                            running.add(new Running(
                                    new ReplayId(row.getUUID("id")),
                                    range(row),
                                    row.getUUID("reached"),
                                    row.getBoolean("ready")));
                        }
                    }
                    return Future.succeededFuture(running);
                });
    }

    @Override
    public Future<Portion> repeat(NodeId node, Running replay, List<CallbackId> ids, int examinedMax, Instant now) {
        Range range = replay.range();
        Tuple tuple = Tuple.of(node.value(), replay.id().value(), replay.reached())
                .addUUID(range.profile().value())
                .addUUID(Uuid7.floor(range.to()))
                .addArrayOfShort(PgHistory.verdicts(range.state()))
                .addInteger(examinedMax)
                .addArrayOfUUID(Columns.uuids(ids, CallbackId::value))
                .addOffsetDateTime(time(now))
                .addBoolean(range.includesReplayed());
        String statement =
                range.state() == CallbackState.DELIVERED ? sql.get("repeat_delivered") : sql.get("repeat_rare");
        return run(writes, statement, tuple).map(rows -> {
            if (rows.size() == 0) {
                return new Portion(0, false);
            }
            Row row = rows.iterator().next();
            return new Portion(row.getInteger("made"), row.getBoolean("done"));
        });
    }

    @Override
    public Future<Void> dropOlder(Instant endedBefore) {
        return run(writes, sql.get("drop_older"), Tuple.of(time(endedBefore))).mapEmpty();
    }

    private static Replay replay(Row row) {
        return new Replay(
                new ReplayId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                range(row),
                new Count(row.getInteger("counted"), row.getBoolean("counted_all")),
                new Replay.Progress(
                        state(row),
                        row.getInteger("made"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString("reason"))));
    }

    private static Range range(Row row) {
        return new Range(
                new ProfileId(row.getUUID("profile_id")),
                CallbackState.of(row.getString("callback_state")).orElseThrow(),
                row.getOffsetDateTime("from_at").toInstant(),
                row.getOffsetDateTime("to_at").toInstant(),
                row.getBoolean("includes_replayed"));
    }

    private static ReplayState state(Row row) {
        ReplayState state = ReplayState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
        boolean heldUp = Boolean.TRUE.equals(row.getBoolean("held_up"));
        return state == ReplayState.RUNNING && heldUp ? ReplayState.PAUSED : state;
    }

    private static Future<RowSet<Row>> run(SqlClient client, String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
