package dev.ringback.store;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import dev.ringback.session.PasswordHash;
import dev.ringback.session.User;
import dev.ringback.session.UserStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Users in PostgreSQL, as they are changed. */
public final class PgUsers implements UserStore {
    private static final Sql sql = Sql.load("user");

    private final SqlClient reads;
    private final SqlClient writes;

    public PgUsers(Database database) {
        this.reads = database.reads();
        this.writes = database.transactions();
    }

    @Override
    public Future<List<Listed>> list(AccountId account, Optional<UserId> after, int rows) {
        return reads.preparedQuery(sql.get("list"))
                .execute(Tuple.of(account.value(), after.map(UserId::value).orElse(null), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PgUsers::listed)
                        .toList());
    }

    @Override
    public Future<Optional<User>> read(UserId id) {
        return reads.preparedQuery(sql.get("read"))
                .execute(Tuple.of(id.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgSessions::user)
                        .findFirst());
    }

    @Override
    public Future<Boolean> add(User user, Instant createdAt, Change change) {
        Tuple row = Tuple.of(
                        user.id().value(),
                        user.account().value(),
                        user.email(),
                        user.password().text())
                .addArrayOfString(
                        user.scopes().stream().sorted().map(Scope::text).toArray(String[]::new))
                .addOffsetDateTime(Columns.time(createdAt));
        return writes.preparedQuery(sql.get("add"))
                .execute(PgAudit.with(row, change))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Boolean> setPassword(UserId id, PasswordHash password, Optional<KeyHash> staying, Change change) {
        Tuple row = Tuple.of(
                id.value(),
                password.text(),
                staying.map(hash -> Buffer.buffer(hash.sha256())).orElse(null));
        return writes.preparedQuery(sql.get("set_password"))
                .execute(PgAudit.with(row, change))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Boolean> remove(UserId id, Change change) {
        return writes.preparedQuery(sql.get("remove"))
                .execute(PgAudit.with(Tuple.of(id.value()), change))
                .map(done -> done.rowCount() == 1);
    }

    private static Listed listed(Row row) {
        return new Listed(
                new UserId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                row.getString("email"),
                PgSessions.scopes(row),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("seen_at")).map(java.time.OffsetDateTime::toInstant));
    }
}
