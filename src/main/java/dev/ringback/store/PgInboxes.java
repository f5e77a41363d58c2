package dev.ringback.store;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.InboxId;
import dev.ringback.inbox.Inbox;
import dev.ringback.inbox.Inboxes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Inboxes in PostgreSQL. */
public final class PgInboxes implements Inboxes {
    private static final Sql sql = Sql.load("inbox");

    private final SqlClient reads;
    private final SqlClient writes;

    public PgInboxes(Database database) {
        this.reads = database.reads();
        this.writes = database.transactions();
    }

    @Override
    public Future<Void> add(Inbox inbox) {
        return writes.preparedQuery(sql.get("add"))
                .execute(Tuple.of(
                        inbox.id().value(),
                        inbox.account().value(),
                        inbox.httpStatus(),
                        (int) inbox.delay().toMillis(),
                        inbox.createdAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Inbox>> read(InboxId id) {
        return reads.preparedQuery(sql.get("read"))
                .execute(Tuple.of(id.value()))
                .map(rows -> inboxes(rows).stream().findFirst());
    }

    @Override
    public Future<List<Inbox>> list(AccountId account, Optional<InboxId> after, int rows) {
        return reads.preparedQuery(sql.get("list"))
                .execute(Tuple.of(account.value(), after.map(InboxId::value).orElse(null), rows))
                .map(PgInboxes::inboxes);
    }

    private static List<Inbox> inboxes(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgInboxes::inbox)
                .toList();
    }

    private static Inbox inbox(Row row) {
        return new Inbox(
                new InboxId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                row.getInteger("http_status"),
                Duration.ofMillis(row.getInteger("delay_ms")),
                row.get(OffsetDateTime.class, "created_at").toInstant());
    }
}
