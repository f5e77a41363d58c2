package dev.ringback.store;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Method;
import dev.ringback.domain.Profile;
import dev.ringback.domain.Profile.Stamp;
import dev.ringback.domain.Profile.Status;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.Protection;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.access.Access;
import dev.ringback.profile.KeptProfile;
import dev.ringback.profile.ProfileFilter;
import dev.ringback.profile.ProfileStore;
import dev.ringback.profile.SealedProfileJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Profiles in PostgreSQL, their secrets sealed. A row that this node cannot read comes out with its fault, not as an error. */
public final class PgProfiles implements ProfileStore {
    private static final Sql sql = Sql.load("profile");

    private final SqlClient reads;
    private final SqlClient writes;
    private final SealedProfileJson sealed;

    public PgProfiles(Database database, SealedProfileJson sealed) {
        this.reads = database.reads();
        // Not among the statements of the path: a change waits for the lock of the one before it.
        this.writes = database.transactions();
        this.sealed = sealed;
    }

    @Override
    public Future<Void> insert(KeptProfile kept, Change change) {
        Profile profile = kept.profile();
        Tuple row = Tuple.of(
                profile.id().value(),
                profile.account().value(),
                profile.spec().title(),
                profile.spec().channel(),
                profile.spec().request().method().name());
        return change(
                        sql.get("insert"),
                        PgAudit.with(
                                with(
                                        row,
                                        kept,
                                        profile.stamp().version(),
                                        time(profile.stamp().createdAt()),
                                        time(profile.stamp().updatedAt())),
                                change))
                .mapEmpty();
    }

    @Override
    public Future<Boolean> replace(KeptProfile kept, Change change) {
        Profile profile = kept.profile();
        Tuple row = Tuple.of(
                profile.id().value(),
                profile.stamp().version() - 1,
                profile.spec().title(),
                profile.spec().request().method().name());
        Tuple all = PgAudit.with(with(row, kept, time(profile.stamp().updatedAt())), change);
        return change(sql.get("replace"), all).map(rows -> rows.size() == 1);
    }

    private Tuple with(Tuple row, KeptProfile kept, Object... rest) {
        Status status = kept.profile().status();
        row.addString(sealed.spec(kept.profile()))
                .addBuffer(Buffer.buffer(sealed.secret(kept)))
                .addString(status.state().word())
                .addString(status.reason().orElse(null))
                .addOffsetDateTime(time(status.since()));
        Arrays.stream(rest).forEach(row::addValue);
        return row;
    }

    @Override
    public Future<Boolean> delete(AccountId account, ProfileId id, Optional<Long> version, Change change) {
        Tuple row = Tuple.of(id.value(), account.value(), version.orElse(null), time(change.at()));
        return change(sql.get("delete"), PgAudit.with(row, change)).map(rows -> rows.size() == 1);
    }

    @Override
    public Future<Boolean> autoDisable(ProfileId id, long version, String reason, Change change) {
        Tuple row = Tuple.of(id.value(), version, reason, time(change.at()));
        return change(sql.get("auto_disable"), PgAudit.with(row, change)).map(rows -> rows.size() == 1);
    }

    @Override
    public Future<Optional<KeptProfile>> read(AccountId account, ProfileId id) {
        return select(sql.get("read"), Tuple.of(id.value(), account.value()))
                .map(rows -> profiles(rows).stream().findFirst());
    }

    @Override
    public Future<List<KeptProfile>> readAll(Collection<ProfileId> ids) {
        return select(
                        sql.get("read_all"),
                        Tuple.of(ids.stream().map(ProfileId::value).toArray(UUID[]::new)))
                .map(this::profiles);
    }

    @Override
    public Future<Map<ProfileId, Long>> versions() {
        return select(sql.get("versions"), Tuple.tuple()).map(rows -> {
            Map<ProfileId, Long> versions = new HashMap<>();
            rows.forEach(row -> versions.put(new ProfileId(row.getUUID("id")), row.getLong("version")));
            return versions;
        });
    }

    @Override
    public Future<List<KeptProfile>> list(
            AccountId account, ProfileFilter filter, Optional<ProfileId> before, int limit) {
        Tuple values = Tuple.tuple()
                .addString(account.value())
                .addString(filter.title().orElse(null))
                .addString(filter.method().map(Method::name).orElse(null))
                .addString(filter.channel().orElse(null))
                .addString(filter.state().map(ProfileState::word).orElse(null))
                .addOffsetDateTime(filter.from().map(PgProfiles::time).orElse(null))
                .addOffsetDateTime(filter.to().map(PgProfiles::time).orElse(null))
                .addUUID(before.map(ProfileId::value).orElse(null))
                .addInteger(limit);
        return select(sql.get("list"), values).map(this::profiles);
    }

    private Future<RowSet<Row>> change(String statement, Tuple values) {
        return writes.preparedQuery(statement).execute(values);
    }

    private Future<RowSet<Row>> select(String statement, Tuple values) {
        return reads.preparedQuery(statement).execute(values);
    }

    private List<KeptProfile> profiles(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(this::profile)
                .toList();
    }

    private KeptProfile profile(Row row) {
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.valueOf(row.getString("method")), "", List.of(), List.of(), Optional.empty());
        ProfileSpec spec = new ProfileSpec(
                row.getString("title"),
                row.getString("channel"),
                List.of(),
                request,
                Protection.NONE,
                Access.OPEN,
                ProfileSpec.Delivery.STANDARD);
        Profile columns = new Profile(
                new ProfileId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                spec,
                new Status(
                        state(row.getString("state")),
                        Optional.ofNullable(row.getString("state_reason")),
                        time(row, "state_changed_at")),
                new SigningSecret(new byte[0]),
                new Stamp(time(row, "created_at"), time(row, "updated_at"), row.getLong("version")));
        return sealed.open(
                columns, row.getString("spec"), row.getBuffer("secret").getBytes());
    }

    private static ProfileState state(String word) {
        return Arrays.stream(ProfileState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
