package dev.ringback.store;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Actor;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import dev.ringback.session.PasswordHash;
import dev.ringback.session.Session;
import dev.ringback.session.SessionStore;
import dev.ringback.session.User;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Users and sessions in PostgreSQL. */
public final class PgSessions implements SessionStore {
    private static final Sql sql = Sql.load("session");

    private final SqlClient reads;
    private final SqlClient writes;

    public PgSessions(Database database) {
        this.reads = database.reads();
        this.writes = database.transactions();
    }

    @Override
    public Future<Optional<User>> userWithEmail(String email) {
        return reads.preparedQuery(sql.get("user_with_email"))
                .execute(Tuple.of(email))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgSessions::user)
                        .findFirst());
    }

    @Override
    public Future<Boolean> addFirst(User user, Instant createdAt) {
        return writes.preparedQuery(sql.get("add_first_user"))
                .execute(Tuple.of(
                                user.id().value(),
                                user.account().value(),
                                user.email(),
                                user.password().text())
                        .addArrayOfString(
                                user.scopes().stream().sorted().map(Scope::text).toArray(String[]::new))
                        .addOffsetDateTime(Columns.time(createdAt)))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Void> start(KeyHash token, Actor by, Instant at, int othersMax) {
        return writes.preparedQuery(sql.get("start"))
                .execute(Tuple.of(hash(token))
                        .addUUID(by instanceof UserId ? by.value() : null)
                        .addUUID(by instanceof KeyId ? by.value() : null)
                        .addOffsetDateTime(Columns.time(at))
                        .addInteger(othersMax))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Session>> find(KeyHash token, Instant seenAfter, Instant createdAfter) {
        return reads.preparedQuery(sql.get("find"))
                .execute(Tuple.of(hash(token), Columns.time(seenAfter), Columns.time(createdAfter)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgSessions::session)
                        .findFirst());
    }

    @Override
    public Future<Void> touch(KeyHash token, Instant seenAt) {
        return writes.preparedQuery(sql.get("touch"))
                .execute(Tuple.of(hash(token), Columns.time(seenAt)))
                .mapEmpty();
    }

    @Override
    public Future<Void> finish(KeyHash token) {
        return writes.preparedQuery(sql.get("finish"))
                .execute(Tuple.of(hash(token)))
                .mapEmpty();
    }

    @Override
    public Future<Void> dropOlder(Instant seenBefore, Instant createdBefore) {
        return writes.preparedQuery(sql.get("drop_older"))
                .execute(Tuple.of(Columns.time(seenBefore), Columns.time(createdBefore)))
                .mapEmpty();
    }

    private static Buffer hash(KeyHash token) {
        return Buffer.buffer(token.sha256());
    }

    static User user(Row row) {
        return new User(
                new UserId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                row.getString("email"),
                new PasswordHash(row.getString("password")),
                scopes(row));
    }

    private static Session session(Row row) {
        UUID user = row.getUUID("user_id");
        Actor by = user == null ? new KeyId(row.getUUID("key_id")) : new UserId(user);
        return new Session(
                by,
                row.getString("title"),
                new AccountId(row.getString("account_id")),
                row.getString("account_name"),
                scopes(row),
                row.get(OffsetDateTime.class, "seen_at").toInstant());
    }

    static Set<Scope> scopes(Row row) {
        return Arrays.stream(row.getArrayOfStrings("scopes"))
                .flatMap(text -> Scope.parse(text).stream())
                .collect(Collectors.toSet());
    }
}
