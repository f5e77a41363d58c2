package dev.ringback.store;

import dev.ringback.account.Account;
import dev.ringback.account.Accounts;
import dev.ringback.domain.AccountId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Accounts in PostgreSQL. */
public final class PgAccounts implements Accounts {
    private static final Sql sql = Sql.load("account");
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final SqlClient reads;
    private final SqlClient writes;

    public PgAccounts(Database database) {
        this.reads = database.reads();
        // Not among the statements of the path: a removal waits for whoever holds the account's row.
        this.writes = database.transactions();
    }

    @Override
    public Future<Void> add(Account account) {
        return writes.preparedQuery(sql.get("add_account"))
                .execute(Tuple.of(
                        account.id().value(),
                        account.name(),
                        account.createdAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    @Override
    public Future<List<Account>> list(Optional<AccountId> after, int rows) {
        return reads.preparedQuery(sql.get("list_accounts"))
                .execute(Tuple.of(after.map(AccountId::value).orElse(null), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PgAccounts::account)
                        .toList());
    }

    @Override
    public Future<Removal> remove(AccountId id) {
        return writes.preparedQuery(sql.get("remove_account"))
                .execute(Tuple.of(id.value()))
                .map(done -> done.rowCount() == 0 ? Removal.UNKNOWN : Removal.REMOVED)
                .recover(failure ->
                        failure instanceof PgException refusal && FOREIGN_KEY_VIOLATION.equals(refusal.getSqlState())
                                ? Future.succeededFuture(Removal.HAS_PROFILES)
                                : Future.failedFuture(failure));
    }

    private static Account account(Row row) {
        return new Account(
                new AccountId(row.getString("id")),
                row.getString("name"),
                row.get(OffsetDateTime.class, "created_at").toInstant());
    }
}
