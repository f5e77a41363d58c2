package dev.ringback.store;

import dev.ringback.account.ApiKey;
import dev.ringback.account.ApiKeys;
import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** API keys in PostgreSQL. The comparison with the hash may take a telling time: what it tells is the hash of a guess. */
public final class PgApiKeys implements ApiKeys {
    private static final Sql sql = Sql.load("account");

    private final SqlClient reads;
    private final SqlClient writes;

    public PgApiKeys(Database database) {
        this.reads = database.reads();
        this.writes = database.transactions();
    }

    @Override
    public Future<Boolean> add(ApiKey key, KeyHash hash, Change change) {
        return writes.preparedQuery(sql.get("add_key"))
                .execute(PgAudit.with(
                        Tuple.of(
                                        key.id().value(),
                                        key.account().value(),
                                        key.title(),
                                        Buffer.buffer(hash.sha256()),
                                        key.hint())
                                .addArrayOfString(key.scopes().stream()
                                        .sorted()
                                        .map(Scope::text)
                                        .toArray(String[]::new))
                                .addOffsetDateTime(key.createdAt().atOffset(ZoneOffset.UTC)),
                        change))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Optional<ApiKey>> withHash(KeyHash hash) {
        return reads.preparedQuery(sql.get("key_with_hash"))
                .execute(Tuple.of(Buffer.buffer(hash.sha256())))
                .map(rows -> keys(rows).stream().findFirst());
    }

    @Override
    public Future<Optional<ApiKey>> read(KeyId id) {
        return reads.preparedQuery(sql.get("read_key"))
                .execute(Tuple.of(id.value()))
                .map(rows -> keys(rows).stream().findFirst());
    }

    @Override
    public Future<List<ApiKey>> list(AccountId account, Optional<KeyId> after, int rows) {
        return reads.preparedQuery(sql.get("list_keys"))
                .execute(Tuple.of(account.value(), after.map(KeyId::value).orElse(null), rows))
                .map(PgApiKeys::keys);
    }

    @Override
    public Future<Boolean> remove(KeyId id, Change change) {
        return writes.preparedQuery(sql.get("remove_key"))
                .execute(PgAudit.with(Tuple.of(id.value()), change))
                .map(done -> done.rowCount() == 1);
    }

    private static List<ApiKey> keys(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgApiKeys::key)
                .toList();
    }

    private static ApiKey key(Row row) {
        Set<Scope> scopes = Arrays.stream(row.getArrayOfStrings("scopes"))
                .flatMap(text -> Scope.parse(text).stream())
                .collect(Collectors.toSet());
        return new ApiKey(
                new KeyId(row.getUUID("id")),
                new AccountId(row.getString("account_id")),
                row.getString("title"),
                row.getString("hint"),
                scopes,
                row.get(OffsetDateTime.class, "created_at").toInstant());
    }
}
