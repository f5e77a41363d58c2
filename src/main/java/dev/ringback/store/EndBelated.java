package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Ends backlog rows that were made too late, from a look that did not see their callback's last record yet. */
final class EndBelated {
    private static final Sql sql = Sql.load("belated");

    private EndBelated() {}

    /** Which of those that this node has claimed were such rows; their claims are gone. */
    static Future<Set<UUID>> among(UUID[] claimed, NodeId node, Instant now, SqlClient client) {
        Tuple tuple = Tuple.of(node.value()).addArrayOfUUID(claimed).addOffsetDateTime(time(now));
        return Troubles.told(client.preparedQuery(sql.get("end_belated")).execute(tuple))
                .map(rows -> {
                    Set<UUID> belated = new HashSet<>();
                    rows.forEach(row -> belated.add(row.getUUID("callback_id")));
                    return belated;
                });
    }
}
