package dev.ringback.store;

import dev.ringback.domain.NodeId;
import dev.ringback.report.LeaseStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** A lease in PostgreSQL. Counting and mailing have one each, as a node without a mail server can do the one and not the other. */
public final class PgLease implements LeaseStore {
    private static final Sql sql = Sql.load("lease");

    private final Database database;
    private final String name;

    private PgLease(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    public static PgLease ofReports(Database database) {
        return new PgLease(database, "report");
    }

    public static PgLease ofMails(Database database) {
        return new PgLease(database, "mail");
    }

    @Override
    public Future<Boolean> hold(NodeId node) {
        return Troubles.told(
                        database.transactions().preparedQuery(sql.get("hold")).execute(Tuple.of(node.value(), name)))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(Troubles.fenced())
                        : Future.succeededFuture(rows.iterator().next().getBoolean("held")));
    }
}
