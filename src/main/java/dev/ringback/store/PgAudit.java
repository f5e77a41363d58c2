package dev.ringback.store;

import dev.ringback.audit.Action;
import dev.ringback.audit.AuditFilter;
import dev.ringback.audit.AuditStore;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import dev.ringback.audit.Entry;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Actor;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.UserId;
import dev.ringback.domain.Uuid7;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the changes that {@link PgProfiles} and {@link PgApiKeys} write, and forgets them in time. */
public final class PgAudit implements AuditStore {
    private static final Sql sql = Sql.load("audit");
    private static final int PORTION = 1000;

    private final SqlClient reads;
    private final SqlClient writes;

    public PgAudit(Database database) {
        this.reads = database.reads();
        this.writes = database.transactions();
    }

    /** The columns of a change, to be put behind those of what is changed. */
    static Tuple with(Tuple row, Change change) {
        return row.addUUID(change.id().value())
                .addOffsetDateTime(Columns.time(change.at()))
                .addUUID(change.by().by().map(Actor::value).orElse(null))
                .addString(change.action().word())
                .addString(change.fields());
    }

    @Override
    public Future<List<Entry>> list(AccountId account, AuditFilter filter, Optional<ChangeId> before, int limit) {
        Tuple values = Tuple.tuple()
                .addString(account.value())
                .addUUID(filter.profile().map(ProfileId::value).orElse(null))
                .addUUID(filter.by().map(KeyId::value).orElse(null))
                .addString(filter.action().map(Action::word).orElse(null))
                .addOffsetDateTime(filter.from().map(Columns::time).orElse(null))
                .addOffsetDateTime(filter.to().map(Columns::time).orElse(null))
                .addUUID(before.map(ChangeId::value).orElse(null))
                .addInteger(limit);
        return reads.preparedQuery(filter.profile().isPresent() ? sql.get("list_of_profile") : sql.get("list"))
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgAudit::entry)
                        .toList());
    }

    @Override
    public Future<Void> tell(ProfileId profile, Change change) {
        return writes.preparedQuery(sql.get("tell_of_profile"))
                .execute(with(Tuple.of(profile.value()), change))
                .mapEmpty();
    }

    @Override
    public Future<Boolean> knows(AccountId account, ProfileId profile) {
        return reads.preparedQuery(sql.get("knows_profile"))
                .execute(Tuple.of(profile.value(), account.value()))
                .map(rows -> rows.size() == 1);
    }

    @Override
    public Future<Integer> dropOlder(Instant oldest) {
        return writes.preparedQuery(sql.get("drop_older"))
                .execute(Tuple.of(Uuid7.floor(oldest), PORTION))
                .compose(done -> done.rowCount() < PORTION
                        ? Future.succeededFuture(done.rowCount())
                        : dropOlder(oldest).map(more -> more + done.rowCount()));
    }

    private static Entry entry(Row row) {
        boolean byUser = row.getBoolean("by_user");
        Optional<Actor> by =
                Optional.ofNullable(row.getUUID("key_id")).map(id -> byUser ? new UserId(id) : new KeyId(id));
        Change change = new Change(
                new ChangeId(row.getUUID("id")),
                row.get(OffsetDateTime.class, "happened_at").toInstant(),
                new Author(new AccountId(row.getString("account_id")), by),
                Action.parse(row.getString("action")).orElseThrow(),
                row.getString("changes"));
        UUID id = row.getUUID("subject_id");
        Entry.Kind kind = Arrays.stream(Entry.Kind.values())
                .filter(each -> each.word().equals(row.getString("subject")))
                .findFirst()
                .orElseThrow();
        Entry.Subject subject = new Entry.Subject(kind, shown(kind, id), row.getString("title"));
        return new Entry(change, Optional.ofNullable(row.getString("key_title")).orElse(""), subject);
    }

    private static String shown(Entry.Kind kind, UUID id) {
        return switch (kind) {
            case PROFILE -> new ProfileId(id).toString();
            case API_KEY -> new KeyId(id).toString();
            case USER -> new UserId(id).toString();
        };
    }
}
