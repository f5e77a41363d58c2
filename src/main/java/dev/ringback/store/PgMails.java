package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.mail.Frequency;
import dev.ringback.mail.MailStore;
import dev.ringback.report.Period;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Mails in PostgreSQL. */
public final class PgMails implements MailStore {
    private static final Sql sql = Sql.load("mail");

    private final SqlClient writes;
    private final SqlClient reads;

    public PgMails(Database database) {
        this.writes = database.transactions();
        this.reads = database.reads();
    }

    @Override
    public Future<List<Due>> due(Instant now, int most) {
        if (now.equals(Instant.MIN)) {
            return Future.succeededFuture(List.of());
        }
        return run(reads, sql.get("due_reports"), Tuple.of(time(now), most)).map(rows -> {
            List<Due> due = new ArrayList<>(rows.size());
            rows.forEach(row -> due.add(new Due(
                    new AccountId(row.getString("account_id")),
                    Frequency.of(row.getString("frequency")),
                    ZoneId.of(row.getString("time_zone")),
                    instant(row, "period_end"))));
            return due;
        });
    }

    @Override
    public Future<Boolean> take(NodeId node, Due due, Next next, Instant now) {
        Tuple tuple = Tuple.of(node.value(), due.account().value())
                .addOffsetDateTime(time(due.period().from()))
                .addOffsetDateTime(time(due.periodEnd()))
                .addOffsetDateTime(time(next.periodEnd()))
                .addOffsetDateTime(time(next.dueAt()))
                .addUUID(next.id())
                .addOffsetDateTime(time(now))
                .addBoolean(next.wanted());
        return run(writes, sql.get("take_report"), tuple)
                .map(rows -> rows.size() == 1 && rows.iterator().next().getInteger("taken") == 1);
    }

    @Override
    public Future<Integer> ask(AccountId account, UUID id, Period period, Instant now) {
        Tuple tuple = Tuple.of(account.value(), id, time(period.from()), time(period.to()), time(now));
        return run(writes, sql.get("ask_report"), tuple).map(RowSet::rowCount);
    }

    @Override
    public Future<List<Copy>> claim(NodeId node, Instant now, int most) {
        return run(writes, sql.get("claim_copies"), Tuple.of(node.value(), time(now), most))
                .map(rows -> {
                    List<Copy> copies = new ArrayList<>(rows.size());
                    rows.forEach(row ->
                            copies.add(new Copy(letter(row), row.getString("recipient"), instant(row, "next_at"))));
                    return copies;
                });
    }

    @Override
    public Future<Void> end(Copy copy, State state, String error, Instant now) {
        Tuple tuple = Tuple.of(copy.letter().id(), copy.recipient())
                .addString(word(state))
                .addString(error.isEmpty() ? null : error)
                .addOffsetDateTime(time(now));
        return run(writes, sql.get("end_copy"), tuple).mapEmpty();
    }

    @Override
    public Future<List<Outgoing>> last(AccountId account, int mails) {
        return run(reads, sql.get("last_copies"), Tuple.of(account.value(), mails))
                .map(rows -> {
                    Map<UUID, List<Row>> byMail = new LinkedHashMap<>();
                    rows.forEach(row -> byMail.computeIfAbsent(row.getUUID("id"), id -> new ArrayList<>())
                            .add(row));
                    return byMail.values().stream().map(PgMails::outgoing).toList();
                });
    }

    @Override
    public Future<Void> dropOlder(Instant oldest) {
        return run(writes, sql.get("drop_older"), Tuple.of(Uuid7.floor(oldest))).mapEmpty();
    }

    private static Outgoing outgoing(List<Row> copies) {
        Row mail = copies.get(0);
        return new Outgoing(
                mail.getUUID("id"),
                kind(mail),
                profile(mail),
                period(mail),
                instant(mail, "created_at"),
                copies.stream().map(PgMails::sent).toList());
    }

    private static Sent sent(Row row) {
        return new Sent(
                row.getString("recipient"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInteger("tries"),
                instant(row, "next_at"),
                Optional.ofNullable(row.getString("error")),
                Optional.ofNullable(row.getOffsetDateTime("changed_at")).map(OffsetDateTime::toInstant));
    }

    private static Letter letter(Row row) {
        return new Letter(
                row.getUUID("id"),
                new AccountName(new AccountId(row.getString("account_id")), row.getString("account_name")),
                kind(row),
                Optional.ofNullable(row.getString("frequency")).map(Frequency::of),
                profile(row)
                        .map(id -> new About(
                                id,
                                Optional.ofNullable(row.getString("profile_title"))
                                        .orElse(id.toString()),
                                row.getString("words"))),
                period(row),
                ZoneId.of(row.getString("time_zone")),
                instant(row, "created_at"));
    }

    private static Kind kind(Row row) {
        return Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static Optional<ProfileId> profile(Row row) {
        return Optional.ofNullable(row.getUUID("profile_id")).map(ProfileId::new);
    }

    private static Period period(Row row) {
        return new Period(instant(row, "from_at"), instant(row, "to_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Future<RowSet<Row>> run(SqlClient client, String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
