package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.intake.JournalStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The journal in PostgreSQL. */
public final class PgJournal implements JournalStore {
    private static final Sql sql = Sql.load("journal");
    private static final byte[] NO_HASH = new byte[32];
    private static final int WAITS_MAX = 1500;
    private static final int KEYS_AT_ONCE = 1000;

    private final SqlClient client;
    private final Pool transactions;
    private final InstantSource clock;
    private final Duration keysKept;
    private final Pen plain;
    private final Pen keyed;

    /**
     * {@code client} is a connection of this journal's own, {@code number} its number among those of its node; {@code keysKept}: how long an
     * idempotency key holds.
     */
    PgJournal(SqlClient client, Pool transactions, int number, InstantSource clock, Duration keysKept) {
        this.client = client;
        this.transactions = transactions;
        this.plain = new Pen(2 * number + 1);
        this.keyed = new Pen(2 * number + 2);
        this.clock = clock;
        this.keysKept = keysKept;
    }

    /** On a connection of its own, so that it never stands behind others. */
    public static PgJournal alone(Database database, int number, InstantSource clock, Duration keysKept) {
        return new PgJournal(database.oneByOne(), database.transactions(), number, clock, keysKept);
    }

    /** On the connections that all share, to drop keys. */
    public static PgJournal shared(Database database, InstantSource clock, Duration keysKept) {
        return new PgJournal(database.statements(), database.transactions(), 0, clock, keysKept);
    }

    @Override
    public Future<Void> append(NodeId node, List<Entry> entries) {
        for (Entry entry : entries) {
            if (!entry.beside().isNothing()) {
                return appendMixed(node, entries);
            }
        }
        Tuple tuple = under(plain, fresh(node, entries));
        return plain.heard(Troubles.told(
                        client.preparedQuery(sql.get("journal_fresh")).execute(tuple)))
                .compose(rows -> all(entries, rows.rowCount()));
    }

    private Future<Void> appendMixed(NodeId node, List<Entry> entries) {
        Tuple tuple = under(plain, mixed(node, entries));
        return plain.heard(Troubles.told(
                        client.preparedQuery(sql.get("journal_mixed")).execute(tuple)))
                .compose(rows ->
                        all(entries, rows.iterator().next().getLong("written").intValue()));
    }

    private static Future<Void> all(List<Entry> entries, int written) {
        return written == entries.size() ? Future.succeededFuture() : Future.failedFuture(Troubles.fenced());
    }

    @Override
    public Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries) {
        Instant now = clock.instant();
        Tuple tuple = mixed(node, entries)
                .addArrayOfString(
                        Columns.texts(entries, entry -> entry.account().value()))
                .addArrayOfString(Columns.texts(entries, entry -> keyOf(entry).text()))
                .addArrayOfBuffer(Columns.bytes(entries, entry -> keyOf(entry).requestHash()))
                .addOffsetDateTime(time(now.plus(keysKept)));
        return keyed.heard(Troubles.told(
                        client.preparedQuery(sql.get("journal_keyed")).execute(under(keyed, tuple))))
                .compose(rows -> holders(entries, rows));
    }

    private static Future<List<KeyHolder>> holders(List<Entry> entries, RowSet<Row> rows) {
        Map<UUID, KeyHolder> byId = new HashMap<>();
        for (Row row : rows) {
            byId.put(
                    row.getUUID("id"),
                    new KeyHolder(
                            new CallbackId(row.getUUID("callback_id")),
                            row.getBuffer("request_hash").getBytes()));
        }
        List<KeyHolder> holders = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            KeyHolder holder = byId.get(entry.callback().id().value());
            if (holder == null) {
                return Future.failedFuture(Troubles.fenced());
            }
            holders.add(holder);
        }
        return Future.succeededFuture(holders);
    }

    @Override
    public Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids) {
        Tuple tuple = Tuple.of(node.value()).addArrayOfUUID(Columns.uuids(ids, CallbackId::value));
        Tuple epochs = under(keyed, under(plain, Tuple.of(node.value())));
        return Troubles.told(transactions.withConnection(connection -> connection
                        .preparedQuery(sql.get("raise_epochs"))
                        .execute(epochs)
                        .compose(raised -> connection
                                .preparedQuery(sql.get("writes_under_way"))
                                .execute())
                        .compose(rows ->
                                awaitWrites(connection, rows.iterator().next().getArrayOfStrings("writers")))
                        .compose(ended -> connection
                                .preparedQuery(sql.get("find_callbacks"))
                                .execute(tuple))))
                .compose(rows -> {
                    Set<CallbackId> found = new HashSet<>();
                    rows.forEach(row -> Optional.ofNullable(row.getUUID("id"))
                            .map(CallbackId::new)
                            .ifPresent(found::add));
                    return rows.size() == 0 ? Future.failedFuture(Troubles.fenced()) : Future.succeededFuture(found);
                });
    }

    private static Future<Void> awaitWrites(SqlConnection connection, String[] writers) {
        Promise<Void> ended = Promise.promise();
        if (writers.length == 0) {
            ended.complete();
        } else {
            lookAtWrites(connection, writers, WAITS_MAX, ended);
        }
        return ended.future();
    }

    /** One promise for all looks: chained, that many would use up the stack. */
    private static void lookAtWrites(SqlConnection connection, String[] writers, int waits, Promise<Void> ended) {
        if (waits == 0) {
            ended.fail(new Trouble(Trouble.Kind.UNAVAILABLE, "a write that began before is still under way"));
            return;
        }
        connection
                .preparedQuery(sql.get("await_writes"))
                .execute(Tuple.tuple().addArrayOfString(writers))
                .onFailure(ended::fail)
                .onSuccess(rows -> {
                    if (rows.iterator().next().getBoolean("under_way")) {
                        lookAtWrites(connection, writers, waits - 1, ended);
                    } else {
                        ended.complete();
                    }
                });
    }

    /** Frees keys that have expired. Not needed for their reuse, only for their room. */
    public Future<Void> dropExpiredKeys(Instant now) {
        return Troubles.told(
                        client.preparedQuery(sql.get("drop_expired_keys")).execute(Tuple.of(time(now), KEYS_AT_ONCE)))
                .compose(rows -> rows.rowCount() < KEYS_AT_ONCE ? Future.succeededFuture() : dropExpiredKeys(now));
    }

    private static Tuple under(Pen pen, Tuple tuple) {
        return tuple.addInteger(pen.place()).addInteger(pen.epoch());
    }

    private static Tuple fresh(NodeId node, List<Entry> entries) {
        return Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(
                        Columns.uuids(entries, entry -> entry.callback().id().value()))
                .addArrayOfUUID(Columns.uuids(
                        entries, entry -> entry.callback().profile().value()))
                .addArrayOfOffsetDateTime(
                        Columns.times(entries, entry -> entry.callback().expiresAt()))
                .addArrayOfString(
                        Columns.texts(entries, entry -> entry.callback().event()))
                .addArrayOfString(Columns.texts(entries, Entry::reference))
                .addArrayOfBuffer(data(entries));
    }

    private Tuple mixed(NodeId node, List<Entry> entries) {
        Instant now = clock.instant();
        return fresh(node, entries)
                .addArrayOfOffsetDateTime(
                        Columns.times(entries, entry -> entry.beside().dueAt().orElse(Instant.MIN)))
                .addArrayOfString(Columns.texts(entries, entry -> entry.beside().orderKey()))
                .addArrayOfBoolean(
                        Columns.booleans(entries, entry -> entry.beside().skipped()))
                .addOffsetDateTime(time(now));
    }

    private static Buffer[] data(List<Entry> entries) {
        Buffer[] data = new Buffer[entries.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = Buffer.buffer(entries.get(i).callback().data());
        }
        return data;
    }

    private static Entry.IdempotencyKey keyOf(Entry entry) {
        return entry.beside().key().orElseGet(() -> new Entry.IdempotencyKey("", NO_HASH));
    }
}
