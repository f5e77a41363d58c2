package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of nodes in PostgreSQL. */
public final class PgNodes implements NodeStore {
    private static final Sql sql = Sql.load("node");
    private static final UUID FIRST = new UUID(0, 0);

    private final SqlClient client;

    public PgNodes(SqlClient client) {
        this.client = client;
    }

    /** On a connection of its own, so that it never stands behind others. */
    public static PgNodes alone(Database database) {
        return new PgNodes(database.own());
    }

    /** On the connections that all share. */
    public static PgNodes shared(Database database) {
        return new PgNodes(database.statements());
    }

    @Override
    public Future<Void> register(NodeId node, String host, UUID lowWater, Instant now) {
        return run(sql.get("register_node"), Tuple.of(node.value(), host, lowWater, time(now)))
                .mapEmpty();
    }

    @Override
    public Future<Void> beat(NodeId node, UUID lowWater) {
        return run(sql.get("beat"), Tuple.of(node.value(), lowWater))
                .compose(rows -> rows.size() == 0 ? Future.failedFuture(Troubles.fenced()) : Future.succeededFuture());
    }

    @Override
    public Future<List<NodeStore.Member>> nodes() {
        return run(sql.get("list_nodes"), Tuple.tuple()).map(rows -> {
            List<NodeStore.Member> nodes = new ArrayList<>(rows.size());
            rows.forEach(row -> nodes.add(new NodeStore.Member(
                    new NodeId(row.getUUID("id")),
                    row.getString("host"),
                    row.getLong("beat"),
                    Optional.ofNullable(row.getUUID("taken_by")).map(NodeId::new),
                    row.getOffsetDateTime("started_at").toInstant())));
            return nodes;
        });
    }

    @Override
    public Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive) {
        Tuple tuple = Tuple.tuple()
                .addUUID(dead.value())
                .addUUID(survivor.value())
                .addArrayOfUUID(alive.stream().map(NodeId::value).toArray(UUID[]::new));
        return run(sql.get("fence_node"), tuple).map(rows -> rows.size() == 1);
    }

    @Override
    public Future<Portion> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
        Tuple tuple = Tuple.of(
                dead.value(), survivor.value(), after.map(CallbackId::value).orElse(FIRST), most, time(now));
        return run(sql.get("recover_portion"), tuple).map(rows -> {
            Row row = rows.iterator().next();
            return new Portion(
                    row.getLong("seen").intValue(),
                    row.getLong("recovered").intValue(),
                    Optional.ofNullable(row.getUUID("last_id")).map(CallbackId::new));
        });
    }

    @Override
    public Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark) {
        return run(sql.get("move_mark"), Tuple.of(dead.value(), survivor.value(), mark.value()))
                .mapEmpty();
    }

    @Override
    public Future<Void> freeClaims(NodeId dead) {
        return run(sql.get("free_claims_of"), Tuple.of(dead.value())).mapEmpty();
    }

    @Override
    public Future<Void> remove(NodeId node, NodeId by) {
        Future<RowSet<Row>> removed = node.equals(by)
                ? run(sql.get("leave_node"), Tuple.of(node.value())).compose(left -> delete(node, by))
                : delete(node, by);
        return removed.mapEmpty();
    }

    private Future<RowSet<Row>> delete(NodeId node, NodeId by) {
        return run(sql.get("remove_node"), Tuple.of(node.value(), by.value()));
    }

    /** The fingerprint of the secrets key that the database was first used with; this one, when there was none. */
    public Future<String> fingerprint(String own) {
        return run(sql.get("fingerprint"), Tuple.of(own))
                .map(rows -> rows.iterator().next().getString("secrets_fingerprint"));
    }

    /** From now on the database is that key's. */
    public Future<Void> changeFingerprint(String own) {
        return run(sql.get("change_fingerprint"), Tuple.of(own)).mapEmpty();
    }

    private Future<RowSet<Row>> run(String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
