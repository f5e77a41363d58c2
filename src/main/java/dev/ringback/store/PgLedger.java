package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The ledger in PostgreSQL. */
public final class PgLedger implements LedgerStore {
    private static final Sql sql = Sql.load("ledger");

    private final SqlClient client;

    /** {@code client} is a connection of this ledger's own. */
    public PgLedger(SqlClient client) {
        this.client = client;
    }

    /** On a connection of its own, so that it never stands behind others. */
    public static PgLedger alone(Database database) {
        return new PgLedger(database.own());
    }

    @Override
    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
        List<Attempt> attempts = tried.stream().map(Tried::attempt).toList();
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(
                        Columns.uuids(attempts, a -> a.work().callback().id().value()))
                .addArrayOfUUID(Columns.uuids(
                        attempts, a -> a.work().callback().profile().value()))
                .addArrayOfOffsetDateTime(Columns.times(attempts, a -> a.times().startedAt()))
                .addArrayOfOffsetDateTime(Columns.times(attempts, a -> a.times().finishedAt()))
                .addArrayOfInteger(Columns.ints(attempts, a -> a.work().number()))
                .addArrayOfShort(
                        Columns.shorts(attempts, a -> a.outcome().kind().code()))
                .addArrayOfShort(
                        Columns.shorts(attempts, a -> a.verdict().kind().code()))
                .addArrayOfShort(
                        Columns.shorts(attempts, a -> (short) a.outcome().httpStatus()))
                .addArrayOfString(
                        Columns.texts(attempts, a -> a.outcome().error().replace("\0", "")))
                .addArrayOfBuffer(Columns.bytes(attempts, a -> a.request().bytes()))
                .addArrayOfBuffer(
                        Columns.bytes(attempts, a -> a.outcome().answer().bytes()))
                .addArrayOfOffsetDateTime(
                        Columns.times(attempts, a -> a.verdict().dueAt()))
                .addArrayOfShort(Columns.shorts(attempts, PgLedger::latencyBucket))
                .addArrayOfBoolean(Columns.booleans(attempts, a -> a.work().claimed()))
                .addOffsetDateTime(time(now));
        return Troubles.told(client.preparedQuery(sql.get("record_attempts")).execute(tuple))
                .compose(rows -> licensed(rows.size()));
    }

    @Override
    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(
                        Columns.uuids(postponed, p -> p.work().callback().id().value()))
                .addArrayOfUUID(Columns.uuids(
                        postponed, p -> p.work().callback().profile().value()))
                .addArrayOfOffsetDateTime(Columns.times(postponed, Postponed::dueAt))
                .addArrayOfBoolean(Columns.booleans(postponed, p -> p.work().claimed()));
        return Troubles.told(client.preparedQuery(sql.get("postpone")).execute(tuple))
                .compose(rows -> licensed(rows.size()));
    }

    private static Future<Void> licensed(int rows) {
        return rows == 0 ? Future.failedFuture(Troubles.fenced()) : Future.succeededFuture();
    }

    private static Short latencyBucket(Attempt attempt) {
        if (attempt.verdict().kind() != Verdict.Kind.DELIVERED) {
            return LatencyBuckets.NONE;
        }
        return LatencyBuckets.of(Duration.between(
                attempt.work().callback().acceptedAt(), attempt.times().finishedAt()));
    }
}
