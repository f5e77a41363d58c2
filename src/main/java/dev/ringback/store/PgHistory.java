package dev.ringback.store;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.history.CallbackDetail;
import dev.ringback.history.CallbackFilter;
import dev.ringback.history.CallbackState;
import dev.ringback.history.CallbackStore;
import dev.ringback.history.CallbackSummary;
import dev.ringback.history.IdRange;
import dev.ringback.history.Scan;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads callbacks and their attempts from PostgreSQL. Which statement a filter goes to is decided here, by what its states lie in. */
public final class PgHistory implements CallbackStore {
    private static final Sql sql = Sql.load("history");
    /** So many backlog rows of the callbacks asked for are sorted at most. */
    private static final int SORTED_MAX = 25_000;

    private static final int ATTEMPTS_MAX = 1_000;

    private final SqlClient reads;
    private final int sortedMax;

    public PgHistory(Database database) {
        this(database, SORTED_MAX);
    }

    PgHistory(Database database, int sortedMax) {
        this.reads = database.reads();
        this.sortedMax = sortedMax;
    }

    @Override
    public Future<Scan> scan(AccountId account, CallbackFilter filter, IdRange range, Scan.Depth depth) {
        Tuple arguments = arguments(account, filter, range, depth);
        Optional<CallbackState> state = filter.state();
        if (state.isEmpty() || state.get() == CallbackState.DELIVERED) {
            return scan(depth.byProfile() ? sql.get("scan_all") : sql.get("scan_newest"), arguments, state);
        }
        if (state.get() != CallbackState.WAITING) {
            return scan(depth.byProfile() ? sql.get("scan_rare") : sql.get("scan_rare_newest"), arguments, state);
        }
        if (!depth.byProfile()) {
            return newestWaiting(arguments);
        }
        return reads.preparedQuery(sql.get("scan_waiting"))
                .execute(arguments.addInteger(sortedMax))
                .compose(rows -> rows.iterator().next().getBoolean("crowded")
                        ? newestWaiting(arguments(account, filter, range, depth))
                        : Future.succeededFuture(scan(rows)));
    }

    private Future<Scan> newestWaiting(Tuple arguments) {
        return reads.preparedQuery(sql.get("scan_waiting_newest"))
                .execute(arguments)
                .map(PgHistory::scan);
    }

    @Override
    public Future<Optional<CallbackDetail>> find(AccountId account, CallbackId id) {
        return reads.preparedQuery(sql.get("callback"))
                .execute(Tuple.of(account.value(), id.value()))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : tries(id)
                                .map(tries -> Optional.of(detail(rows.iterator().next(), tries))));
    }

    private Future<Scan> scan(String statement, Tuple arguments, Optional<CallbackState> state) {
        Short[] verdicts = state.map(PgHistory::verdicts).orElse(null);
        return reads.preparedQuery(statement)
                .execute(arguments.addArrayOfShort(verdicts))
                .map(PgHistory::scan);
    }

    private Future<List<CallbackDetail.Try>> tries(CallbackId id) {
        return reads.preparedQuery(sql.get("attempts"))
                .execute(Tuple.of(id.value(), ATTEMPTS_MAX))
                .map(rows -> {
                    List<CallbackDetail.Try> tries = new ArrayList<>(rows.size());
                    rows.forEach(row -> tries.add(oneTry(row)));
                    return tries;
                });
    }

    private static Tuple arguments(AccountId account, CallbackFilter filter, IdRange range, Scan.Depth depth) {
        return Tuple.tuple()
                .addString(account.value())
                .addUUID(filter.profile().map(ProfileId::value).orElse(null))
                .addUUID(range.from())
                .addUUID(range.below())
                .addInteger(depth.share())
                .addString(filter.event().orElse(null))
                .addString(filter.reference().orElse(null))
                .addInteger(depth.wanted());
    }

    static Short[] verdicts(CallbackState state) {
        return Arrays.stream(Verdict.Kind.values())
                .filter(kind -> CallbackState.after(kind) == state)
                .map(Verdict.Kind::code)
                .toArray(Short[]::new);
    }

    private static Scan scan(RowSet<Row> rows) {
        Row first = rows.iterator().next();
        Optional<CallbackId> floor = Optional.ofNullable(first.getUUID("floor")).map(CallbackId::new);
        List<CallbackSummary> found = new ArrayList<>(rows.size());
        for (Row row : rows) {
            // A scan that found nothing answers one row without a callback.
            if (row.getUUID("id") != null) {
                found.add(summary(row));
            }
        }
        return new Scan(found, floor, first.getInteger("examined"), first.getInteger("own"));
    }

    private static CallbackSummary summary(Row row) {
        return new CallbackSummary(
                new CallbackId(row.getUUID("id")),
                new ProfileId(row.getUUID("profile_id")),
                Optional.ofNullable(row.getString("event")).filter(event -> !event.isEmpty()),
                Optional.ofNullable(row.getString("reference")),
                CallbackState.after(verdict(row)),
                // One that stands in line behind another has no time of its own.
                Optional.ofNullable(row.getOffsetDateTime("due_at"))
                        .filter(due -> !due.equals(OffsetDateTime.MAX))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getUUID("replay_of")).map(CallbackId::new));
    }

    private static CallbackDetail detail(Row row, List<CallbackDetail.Try> tries) {
        Optional<String> error = Optional.ofNullable(row.getString("error"));
        boolean expired = verdict(row) == Verdict.Kind.EXPIRED;
        return new CallbackDetail(
                summary(row),
                row.getBuffer("data").getBytes(),
                expired ? error.or(() -> Optional.of("expired")) : error,
                tries);
    }

    private static CallbackDetail.Try oneTry(Row row) {
        Instant startedAt = row.getOffsetDateTime("started_at").toInstant();
        return new CallbackDetail.Try(
                row.getInteger("number"),
                startedAt,
                Duration.between(startedAt, row.getOffsetDateTime("finished_at").toInstant()),
                OutcomeKind.of(row.getShort("outcome")),
                row.getShort("http_status"),
                Optional.ofNullable(row.getString("error")),
                excerpt(row.getBuffer("request")),
                excerpt(row.getBuffer("answer")));
    }

    private static Verdict.Kind verdict(Row row) {
        int code = row.getInteger("verdict");
        return Arrays.stream(Verdict.Kind.values())
                .filter(kind -> kind.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static Excerpt excerpt(@Nullable Buffer bytes) {
        return bytes == null ? Excerpt.NONE : new Excerpt(bytes.getBytes());
    }
}
