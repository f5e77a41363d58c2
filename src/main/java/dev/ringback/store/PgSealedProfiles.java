package dev.ringback.store;

import dev.ringback.config.SecretsKey;
import dev.ringback.domain.ProfileId;
import dev.ringback.profile.SealedProfileJson;
import dev.ringback.profile.SealedProfileJson.Resealed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals the secrets of all profiles with the current key, beside nodes that are at work. It can be stopped anywhere and run again: what is
 * sealed with that key already is passed over.
 */
public final class PgSealedProfiles {
    private static final Sql sql = Sql.load("profile");
    /** Each row is opened and sealed in memory, and the page is read anew when the run is. */
    private static final int PAGE = 100;

    private final SqlClient client;
    private final SealedProfileJson sealed;

    public PgSealedProfiles(Database database, SealedProfileJson sealed) {
        this.client = database.transactions();
        this.sealed = sealed;
    }

    /**
     * How many profiles there are, how many another key had sealed, how many of those were sealed anew (the others were changed meanwhile),
     * and which could not be: no key that is here opens them.
     */
    public record Done(int seen, int stale, int resealed, List<ProfileId> unreadable) {
        private static final Done NOTHING = new Done(0, 0, 0, List.of());

        private Done and(Done more, int rows) {
            List<ProfileId> all = new ArrayList<>(unreadable);
            all.addAll(more.unreadable);
            return new Done(seen + rows, stale + more.stale, resealed + more.resealed, List.copyOf(all));
        }
    }

    public Future<Done> reseal() {
        return page(Optional.empty(), Done.NOTHING);
    }

    private Future<Done> page(Optional<UUID> after, Done done) {
        Tuple from = Tuple.of(after.orElse(null), PAGE);
        return client.preparedQuery(sql.get("sealed_page")).execute(from).compose(rows -> {
            List<Row> all = new ArrayList<>();
            rows.forEach(all::add);
            return all.isEmpty()
                    ? Future.succeededFuture(done)
                    : each(all)
                            .compose(here -> page(
                                    Optional.of(all.get(all.size() - 1).getUUID("id")), done.and(here, all.size())));
        });
    }

    private Future<Done> each(List<Row> rows) {
        Future<Done> all = Future.succeededFuture(Done.NOTHING);
        for (Row row : rows) {
            all = all.compose(done -> one(row).map(more -> done.and(more, 1)));
        }
        return all;
    }

    private Future<Done> one(Row row) {
        ProfileId id = new ProfileId(row.getUUID("id"));
        Optional<Resealed> anew;
        try {
            anew = sealed.resealed(
                    id, row.getString("spec"), row.getBuffer("secret").getBytes());
        } catch (SecretsKey.Sealed | RuntimeException unreadable) {
            return Future.succeededFuture(new Done(1, 0, 0, List.of(id)));
        }
        if (anew.isEmpty()) {
            return Future.succeededFuture(Done.NOTHING);
        }
        Tuple values = Tuple.of(
                id.value(),
                row.getLong("version"),
                anew.get().spec(),
                Buffer.buffer(anew.get().secret()));
        Future<RowSet<Row>> written = client.preparedQuery(sql.get("reseal")).execute(values);
        return written.map(result -> new Done(1, 1, result.rowCount(), List.of()));
    }
}
