package dev.ringback.store;

import dev.ringback.domain.ProfileId;
import dev.ringback.live.SystemStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts the backlog in PostgreSQL, up to a bound that is counted within some ten milliseconds. */
public final class PgSystem implements SystemStore {
    private static final Sql sql = Sql.load("system");
    private static final int COUNTED_MAX = 200_000;
    private static final int PROFILES_MAX = 50;

    private final SqlClient reads;

    public PgSystem(Database database) {
        this.reads = database.reads();
    }

    @Override
    public Future<Backlog> backlog(Instant now) {
        Tuple values = Tuple.of(
                Columns.time(now),
                Columns.time(now.minus(Duration.ofMinutes(1))),
                Columns.time(now.minus(Duration.ofMinutes(10))),
                Columns.time(now.minus(Duration.ofHours(1))),
                COUNTED_MAX,
                PROFILES_MAX + 1);
        return reads.preparedQuery(sql.get("backlog")).execute(values).map(rows -> {
            Counts all = new Counts(0, 0, 0, 0, 0);
            List<OfProfile> most = new ArrayList<>();
            for (Row row : rows) {
                if (row.getUUID("profile_id") == null) {
                    all = counts(row);
                } else {
                    most.add(new OfProfile(new ProfileId(row.getUUID("profile_id")), counts(row)));
                }
            }
            return new Backlog(all, all.waiting() == COUNTED_MAX, most);
        });
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getLong("waiting"),
                row.getLong("due"),
                row.getLong("minute"),
                row.getLong("ten_minutes"),
                row.getLong("hour"));
    }
}
