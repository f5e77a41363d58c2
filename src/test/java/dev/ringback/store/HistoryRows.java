package dev.ringback.store;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Rows as the journal and the ledger would leave them, written by hand: what reads them must not depend on who wrote. */
public final class HistoryRows {
    /** Three partitions have callbacks: the day before, this one, the day after. */
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    static final int RETRY = 0;
    static final int DELIVERED = 1;
    static final int FAILED = 2;
    static final int SKIPPED = 3;
    static final int CANCELLED = 4;
    static final int EXPIRED = 5;

    private final Database database;
    private int made;

    public HistoryRows(Vertx vertx, Database database) {
        this.database = database;
        Await.result(new Migrations(database, "sql/migrations", () -> NOON).apply());
        var tables = List.of(new PartitionedTable("callback", "id"), new PartitionedTable("attempt", "callback_id"));
        Await.result(new Partitions(database, tables).make(NOON));
    }

    void account(String id) {
        run("insert into account (id, name, created_at) values ($1, 'Other', $2)", id, NOON);
    }

    public ProfileId profile(String account) {
        return profile(account, "active");
    }

    ProfileId profile(String account, String state) {
        var id = new UUID(0x7000, ++made);
        run(
                "insert into profile (id, account_id, title, channel, method, spec, secret, state, version, created_at, updated_at) "
                        + "values ($1, $2, 'Some profile', 'sms', 'POST', '{}', '\\x00', $3, 1, $4, $4)",
                id,
                account,
                state,
                NOON);
        return new ProfileId(id);
    }

    CallbackId callback(ProfileId profile, Instant acceptedAt) {
        return callback(profile, acceptedAt, "sms_send", "ref", "{}");
    }

    public CallbackId callback(ProfileId profile, Instant acceptedAt, String event, String reference, String data) {
        var id = Uuid7.of(acceptedAt.toEpochMilli(), ++made, made);
        run(
                "insert into callback (id, profile_id, node_number, event, reference, data) values ($1, $2, 1, $3, $4, $5)",
                id,
                profile.value(),
                event,
                reference,
                Buffer.buffer(data.getBytes(StandardCharsets.UTF_8)));
        return new CallbackId(id);
    }

    public void attempt(CallbackId id, int number, int outcome, int verdict) {
        run(
                "insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status) "
                        + "select id, profile_id, $2, $3, $4, $5, $6, $7 from callback where id = $1",
                id.value(),
                NOON,
                NOON.plusMillis(212),
                number,
                (short) outcome,
                (short) verdict,
                (short) (outcome == 1 ? 200 : 0));
    }

    public void excerpts(CallbackId id, int number, String error, String request, String answer) {
        run(
                "update attempt set error = $3, request = $4, answer = $5, http_status = 503 where callback_id = $1 and number = $2",
                id.value(),
                number,
                error,
                Buffer.buffer(request),
                Buffer.buffer(answer));
    }

    public void backlog(CallbackId id, Instant dueAt, boolean claimed) {
        run(
                "insert into backlog (callback_id, profile_id, due_at, number, claimed_by) "
                        + "select id, profile_id, $2, 2, case when $3 then profile_id end from callback where id = $1",
                id.value(),
                dueAt,
                claimed);
    }

    void node(Instant lowWater) {
        run(
                "insert into node (id, host, low_water, started_at) values ($1, 'here', $2, $3)",
                new UUID(9, ++made),
                Uuid7.floor(lowWater),
                NOON);
    }

    void run(String statement, Object... arguments) {
        var tuple = Tuple.tuple();
        for (var argument : arguments) {
            tuple.addValue(argument instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : argument);
        }
        Await.result(database.reads().preparedQuery(statement).execute(tuple));
    }
}
