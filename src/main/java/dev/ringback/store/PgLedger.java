package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.LatencyBuckets;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.QuarterHours;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

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
        List<Attempt> first = new ArrayList<>(tried.size());
        List<Attempt> rest = new ArrayList<>();
        for (Tried one : tried) {
            (FirstTries.is(one.attempt()) ? first : rest).add(one.attempt());
        }
        // One after the other: of two tries with one number the delivered one is to be there first.
        return byQuarter(first, part -> recordFirst(node, part, now))
                .compose(done -> byQuarter(once(rest), part -> recordAny(node, part, now)));
    }

    /**
     * Counts are kept by the quarter hour in which an attempt finished, as its row says it, and a batch has one time for its counts: one that
     * reaches over the end of a quarter hour, which is rare, becomes two.
     */
    private static Future<Void> byQuarter(List<Attempt> attempts, Function<List<Attempt>, Future<Void>> write) {
        SortedMap<Instant, List<Attempt>> quarters = new TreeMap<>();
        for (Attempt one : attempts) {
            quarters.computeIfAbsent(QuarterHours.floor(one.times().finishedAt()), from -> new ArrayList<>())
                    .add(one);
        }
        Future<Void> written = Future.succeededFuture();
        for (List<Attempt> part : quarters.values()) {
            written = written.compose(done -> write.apply(part));
        }
        return written;
    }

    private Future<Void> recordFirst(NodeId node, List<Attempt> attempts, Instant now) {
        return Troubles.told(
                        client.preparedQuery(sql.get("record_delivered")).execute(FirstTries.tuple(node, attempts)))
                .compose(rows -> licensed(rows.rowCount()))
                .recover(failure -> Trouble.kindOf(failure) == Trouble.Kind.ROW_REFUSED
                        ? recordAny(node, once(attempts), now)
                        : Future.failedFuture(failure));
    }

    /** No try may be in it twice. */
    private Future<Void> recordAny(NodeId node, List<Attempt> attempts, Instant now) {
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
                .addOffsetDateTime(time(attempts.get(0).times().finishedAt()));
        return Troubles.told(client.preparedQuery(sql.get("record_attempts")).execute(tuple))
                .compose(rows -> licensed(rows.size())
                        .compose(licensed -> rows.iterator().next().getLong("written") == attempts.size()
                                ? Future.succeededFuture()
                                : endBelated(node, attempts, now)));
    }

    /** A callback that the sweep took for lost may come from a lane and from a claim, with the same number. Of the two the final one counts. */
    private static List<Attempt> once(List<Attempt> tried) {
        Map<Try, Attempt> once = new LinkedHashMap<>(2 * tried.size());
        for (Attempt one : tried) {
            Work work = one.work();
            Attempt unused = once.merge(
                    new Try(work.callback().id(), work.number()),
                    one,
                    (first, second) -> first.verdict().isFinal() ? first : second);
        }
        return List.copyOf(once.values());
    }

    private record Try(CallbackId callback, int number) {}

    private Future<Void> endBelated(NodeId node, List<Attempt> attempts, Instant now) {
        List<Attempt> claimed =
                attempts.stream().filter(a -> a.work().claimed()).toList();
        if (claimed.isEmpty()) {
            return Future.succeededFuture();
        }
        UUID[] ids = Columns.uuids(claimed, a -> a.work().callback().id().value());
        return EndBelated.among(ids, node, now, client).mapEmpty();
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
        return attempt.verdict().kind() == Verdict.Kind.DELIVERED
                ? FirstTries.latencyBucket(attempt)
                : LatencyBuckets.NONE;
    }
}
