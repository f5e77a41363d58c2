package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The backlog in PostgreSQL. */
public final class PgBacklog implements BacklogStore {
    private static final Sql sql = Sql.load("backlog");
    private static final UUID FIRST = new UUID(0, 0);

    private final SqlClient client;

    public PgBacklog(SqlClient client) {
        this.client = client;
    }

    /** On a connection of its own, so that it never stands behind others. */
    public static PgBacklog alone(Database database) {
        return new PgBacklog(database.own());
    }

    /** On the connections that all share. */
    public static PgBacklog shared(Database database) {
        return new PgBacklog(database.statements());
    }

    @Override
    public Future<List<Due>> dueProfiles(Optional<ProfileId> after, int most) {
        Tuple tuple = Tuple.of(after.map(ProfileId::value).orElse(FIRST), most);
        return Troubles.told(client.preparedQuery(sql.get("due_profiles")).execute(tuple))
                .map(rows -> {
                    List<Due> due = new ArrayList<>(rows.size());
                    rows.forEach(row -> due.add(new Due(new ProfileId(row.getUUID("profile_id")), due(row))));
                    return due;
                });
    }

    @Override
    public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
        List<Map.Entry<ProfileId, Integer>> rooms = List.copyOf(room.entrySet());
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(Columns.uuids(rooms, entry -> entry.getKey().value()))
                .addArrayOfInteger(Columns.ints(rooms, Map.Entry::getValue))
                .addOffsetDateTime(time(now));
        return Troubles.told(client.preparedQuery(sql.get("claim_due")).execute(tuple))
                .compose(rows -> {
                    List<Claimed> claimed = new ArrayList<>(rows.size());
                    List<UUID> broughtBack = new ArrayList<>(0);
                    for (Row row : rows) {
                        claimed.add(
                                new Claimed(callback(row), row.getInteger("number"), row.getInteger("tried_before")));
                        if (row.getBoolean("brought_back")) {
                            broughtBack.add(row.getUUID("id"));
                        }
                    }
                    return broughtBack.isEmpty()
                            ? Future.succeededFuture(claimed)
                            : EndBelated.among(broughtBack.toArray(UUID[]::new), node, now, client)
                                    .map(belated -> without(belated, claimed));
                });
    }

    private static List<Claimed> without(Set<UUID> belated, List<Claimed> claimed) {
        return claimed.stream()
                .filter(one -> !belated.contains(one.callback().id().value()))
                .toList();
    }

    @Override
    public Future<Integer> promoteOrdered(Instant now, int most) {
        return Troubles.told(client.preparedQuery(sql.get("promote_ordered")).execute(Tuple.of(time(now), most)))
                .map(rows -> rows.rowCount());
    }

    @Override
    public Future<List<LostClaim>> lostClaims(NodeId node, Collection<CallbackId> held) {
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(held.stream().map(CallbackId::value).toArray(UUID[]::new));
        return Troubles.told(client.preparedQuery(sql.get("lost_claims")).execute(tuple))
                .map(rows -> {
                    List<LostClaim> lost = new ArrayList<>(rows.size());
                    rows.forEach(row ->
                            lost.add(new LostClaim(new CallbackId(row.getUUID("callback_id")), row.getLong("claim"))));
                    return lost;
                });
    }

    @Override
    public Future<Void> free(List<LostClaim> lost) {
        Tuple tuple = Tuple.tuple()
                .addArrayOfUUID(Columns.uuids(lost, claim -> claim.callback().value()))
                .addArrayOfLong(lost.stream().map(LostClaim::name).toArray(Long[]::new));
        return Troubles.told(client.preparedQuery(sql.get("free_claims")).execute(tuple))
                .mapEmpty();
    }

    @Override
    public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
        Tuple tuple = Tuple.tuple()
                .addUUID(node.value())
                .addArrayOfUUID(Columns.uuids(astray, CallbackId::value))
                .addOffsetDateTime(time(now));
        return Troubles.told(client.preparedQuery(sql.get("sweep")).execute(tuple))
                .mapEmpty();
    }

    @Override
    public Future<Integer> cancel(NodeId node, ProfileId profile, Instant now, int most) {
        Tuple tuple = Tuple.of(node.value(), profile.value(), time(now), most);
        return Troubles.told(client.preparedQuery(sql.get("cancel_waiting")).execute(tuple))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(Troubles.fenced())
                        : Future.succeededFuture(
                                rows.iterator().next().getLong("cancelled").intValue()));
    }

    /** Forgets order keys that nothing has stood in the line of for a while. */
    public Future<Void> dropIdleKeys(Instant touchedBefore) {
        return Troubles.told(client.preparedQuery(sql.get("drop_idle_keys")).execute(Tuple.of(time(touchedBefore))))
                .mapEmpty();
    }

    /** Forgets what waits for longer than callbacks are kept. */
    public Future<Void> dropOlder(UUID bound) {
        return Troubles.told(client.preparedQuery(sql.get("drop_older")).execute(Tuple.of(bound)))
                .mapEmpty();
    }

    private static Instant due(Row row) {
        OffsetDateTime due = row.getOffsetDateTime("due_at");
        return due.equals(OffsetDateTime.MAX) ? Instant.MAX : due.toInstant();
    }

    private static Callback callback(Row row) {
        String event = row.getString("event");
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        Buffer data = row.getBuffer("data");
        return new Callback(
                new CallbackId(row.getUUID("id")),
                new ProfileId(row.getUUID("profile_id")),
                event == null ? "" : event,
                data.getBytes(),
                expiresAt == null ? Instant.MAX : expiresAt.toInstant());
    }
}
