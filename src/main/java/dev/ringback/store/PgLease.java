package dev.ringback.store;

import dev.ringback.domain.NodeId;
import dev.ringback.report.LeaseStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** The lease of the reports in PostgreSQL. */
public final class PgLease implements LeaseStore {
    private static final Sql sql = Sql.load("lease");
    private static final String REPORT = "report";

    private final Database database;

    public PgLease(Database database) {
        this.database = database;
    }

    @Override
    public Future<Boolean> hold(NodeId node) {
        return Troubles.told(
                        database.transactions().preparedQuery(sql.get("hold")).execute(Tuple.of(node.value(), REPORT)))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(Troubles.fenced())
                        : Future.succeededFuture(rows.iterator().next().getBoolean("held")));
    }
}
