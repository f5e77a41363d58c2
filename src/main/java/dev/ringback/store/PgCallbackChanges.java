package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.replay.CallbackChanges;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Retry and cancel of one callback in PostgreSQL. */
public final class PgCallbackChanges implements CallbackChanges {
    private static final Sql sql = Sql.load("callback");

    private final SqlClient client;

    public PgCallbackChanges(SqlClient client) {
        this.client = client;
    }

    /** On the connections that all share. */
    public static PgCallbackChanges shared(Database database) {
        return new PgCallbackChanges(database.statements());
    }

    @Override
    public Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now) {
        Tuple tuple = Tuple.of(account.value(), id.value(), time(now), oldest);
        return Troubles.told(client.preparedQuery(sql.get("retry")).execute(tuple))
                .map(rows -> rows.size() == 0
                        ? Retried.UNKNOWN
                        : retried(rows.iterator().next()));
    }

    @Override
    public Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now) {
        Tuple tuple = Tuple.of(node.value(), account.value(), id.value(), time(now));
        return Troubles.told(client.preparedQuery(sql.get("cancel")).execute(tuple))
                .map(rows -> rows.iterator().next())
                .compose(row -> row.getBoolean("licensed")
                        ? Future.succeededFuture(cancelled(row))
                        : Future.failedFuture(Troubles.fenced()));
    }

    /** Of several things against it, the one that tells most. */
    private static Retried retried(Row row) {
        Short verdict = row.getShort("verdict");
        if (row.getBoolean("retried")) {
            return Retried.DONE;
        } else if (row.getBoolean("waiting") && !row.getBoolean("claimed")) {
            return Retried.WAITING;
        } else if (row.getBoolean("waiting") || isOpen(verdict)) {
            return Retried.IN_HAND;
        } else if (is(verdict, Verdict.Kind.DELIVERED)) {
            return Retried.DELIVERED;
        } else if (row.getBoolean("too_old")) {
            return Retried.TOO_OLD;
        }
        String profile = String.valueOf(row.getString("profile_state"));
        return switch (profile) {
            case "disabled", "auto_disabled" -> Retried.PROFILE_DISABLED;
            // Another retry was faster.
            case "active" -> row.getBoolean("expired") ? Retried.EXPIRED : Retried.WAITING;
            default -> Retried.PROFILE_DELETED;
        };
    }

    private static Cancelled cancelled(Row row) {
        Short verdict = row.getShort("verdict");
        if (row.getBoolean("cancelled")) {
            return Cancelled.DONE;
        } else if (!row.getBoolean("known")) {
            return Cancelled.UNKNOWN;
        } else if (row.getBoolean("waiting") || isOpen(verdict)) {
            return Cancelled.IN_HAND;
        } else if (is(verdict, Verdict.Kind.DELIVERED)) {
            return Cancelled.DELIVERED;
        } else if (is(verdict, Verdict.Kind.CANCELLED)) {
            return Cancelled.BEFORE;
        }
        return is(verdict, Verdict.Kind.SKIPPED) ? Cancelled.SKIPPED : Cancelled.FAILED;
    }

    /** Without a final record: in a lane, or on its way into one. */
    private static boolean isOpen(@Nullable Short verdict) {
        return verdict == null || is(verdict, Verdict.Kind.RETRY);
    }

    private static boolean is(@Nullable Short verdict, Verdict.Kind kind) {
        return verdict != null && verdict == kind.code();
    }
}
