package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Histogram;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.QuarterHours;
import dev.ringback.report.CountStore;
import dev.ringback.report.Counts;
import dev.ringback.report.LastError;
import dev.ringback.report.Period;
import dev.ringback.report.ProfileCounts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Counts in PostgreSQL. */
public final class PgCounts implements CountStore {
    private static final Sql sql = Sql.load("count");

    private final SqlClient writes;
    private final SqlClient reads;

    public PgCounts(Database database) {
        // Not among the statements of the path: folding a portion takes its time.
        this.writes = database.transactions();
        this.reads = database.reads();
    }

    @Override
    public Future<Integer> fold(NodeId node, int deltasMax) {
        return run(writes, sql.get("fold"), Tuple.of(node.value(), deltasMax))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger("folded"));
    }

    @Override
    public Future<List<Counts>> series(AccountId account, Optional<ProfileId> profile, List<Period> periods) {
        OffsetDateTime[] bounds = new OffsetDateTime[periods.size() + 1];
        for (int i = 0; i < periods.size(); i++) {
            bounds[i] = time(periods.get(i).from());
            bounds[i + 1] = time(periods.get(i).to());
        }
        Tuple tuple = Tuple.of(account.value())
                .addArrayOfOffsetDateTime(bounds)
                .addOffsetDateTime(bounds[0])
                .addOffsetDateTime(bounds[periods.size()]);
        String statement = profile.isPresent() ? sql.get("series_of_profile") : sql.get("series_of_account");
        profile.ifPresent(id -> tuple.addUUID(id.value()));
        return run(reads, statement, tuple).map(rows -> {
            List<Counts> series = new ArrayList<>(Collections.nCopies(periods.size(), Counts.NONE));
            rows.forEach(row -> series.set(row.getInteger("place") - 1, counts(row, histogram(row))));
            return series;
        });
    }

    @Override
    public Future<List<ProfileCounts>> profiles(AccountId account, Period range, Which which) {
        WholeDays days = WholeDays.of(range);
        Tuple tuple = Tuple.of(account.value(), time(range.from()), time(range.to()))
                .addLocalDate(days.first())
                .addLocalDate(days.end());
        add(tuple, days.before());
        add(tuple, days.after());
        tuple.addBoolean(which.failing()).addInteger(which.limit()).addInteger(which.offset());
        return run(reads, sql.get("profiles"), tuple).map(rows -> {
            List<ProfileCounts> profiles = new ArrayList<>(rows.size());
            rows.forEach(row -> profiles.add(new ProfileCounts(
                    new ProfileId(row.getUUID("id")),
                    new ProfileCounts.Named(
                            row.getString("title"),
                            row.getString("channel"),
                            row.getString("method"),
                            row.getString("state")),
                    counts(row, Histogram.EMPTY))));
            return profiles;
        });
    }

    private static void add(Tuple tuple, WholeDays.Edge edge) {
        Tuple unused = tuple.addOffsetDateTime(time(edge.from()))
                .addOffsetDateTime(time(edge.to()))
                .addInteger(edge.sign());
    }

    @Override
    public Future<Map<ProfileId, LastError>> lastErrors(List<ProfileId> profiles) {
        UUID[] ids = Columns.uuids(profiles, ProfileId::value);
        return run(reads, sql.get("last_errors"), Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> {
                    Map<ProfileId, LastError> errors = new HashMap<>();
                    for (Row row : rows) {
                        if (row.getOffsetDateTime("finished_at") != null) {
                            String words =
                                    Optional.ofNullable(row.getString("error")).orElse("");
                            errors.put(
                                    new ProfileId(row.getUUID("id")),
                                    new LastError(
                                            words,
                                            row.getShort("http_status"),
                                            row.getOffsetDateTime("finished_at").toInstant()));
                        }
                    }
                    return errors;
                });
    }

    /** By whole days, so that days and quarter hours begin alike. */
    @Override
    public Future<Void> dropOlder(Instant oldest) {
        LocalDate day = QuarterHours.day(oldest);
        Tuple midnight = Tuple.of(time(QuarterHours.start(day)));
        return all(sql.get("drop_older_quarters"), midnight)
                .compose(done -> all(sql.get("drop_older_totals"), midnight))
                .compose(done -> all(sql.get("drop_older_days"), Tuple.of(day)));
    }

    private Future<Void> all(String portion, Tuple oldest) {
        return run(writes, portion, oldest)
                .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture() : all(portion, oldest));
    }

    private static Counts counts(Row row, Histogram latency) {
        return new Counts(
                row.getLong("delivered"),
                row.getLong("failed"),
                row.getLong("retried"),
                row.getLong("skipped"),
                row.getLong("cancelled"),
                row.getLong("expired"),
                latency);
    }

    private static Histogram histogram(Row row) {
        Short[] buckets = row.getArrayOfShorts("buckets");
        Long[] counts = row.getArrayOfLongs("counts");
        if (buckets == null || counts == null) {
            return Histogram.EMPTY;
        }
        List<Histogram.Bucket> all = new ArrayList<>(buckets.length);
        for (int i = 0; i < buckets.length; i++) {
            all.add(new Histogram.Bucket(buckets[i], counts[i]));
        }
        return new Histogram(all);
    }

    private static Future<RowSet<Row>> run(SqlClient client, String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
