package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.QuarterHours;
import dev.ringback.domain.ReceiverHealth;
import dev.ringback.domain.ReceiverHealth.Told;
import dev.ringback.mail.HealthStore;
import dev.ringback.mail.NotificationSetting;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How profiles fare, in PostgreSQL. */
public final class PgHealth implements HealthStore {
    private static final Sql sql = Sql.load("health");
    private static final Duration LOOKED_BACK = Duration.ofMinutes(30);
    /** Of what was disabled before nobody wants to hear as news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final Map<Told, String> KINDS =
            Map.of(Told.DISABLED, "auto_disabled", Told.FAILING, "failing", Told.FINE, "recovered");

    private final SqlClient writes;
    private final SqlClient reads;

    public PgHealth(Database database) {
        this.writes = database.transactions();
        this.reads = database.reads();
    }

    @Override
    public Future<List<Hopeless>> hopeless(Duration after, Instant now) {
        return run(reads, sql.get("hopeless"), Tuple.of((double) after.toSeconds(), time(now.minus(after))))
                .map(rows -> {
                    List<Hopeless> hopeless = new ArrayList<>(rows.size());
                    rows.forEach(row -> hopeless.add(new Hopeless(
                            new ProfileId(row.getUUID("id")),
                            new AccountId(row.getString("account_id")),
                            row.getLong("version"),
                            row.getOffsetDateTime("failing_since").toInstant())));
                    return hopeless;
                });
    }

    @Override
    public Future<List<Recent>> recent(Instant now) {
        Instant quarter = QuarterHours.floor(now);
        double rest = 1 - (double) Duration.between(quarter, now).toMillis() / QuarterHours.STEP.toMillis();
        Tuple tuple = Tuple.of(time(now.minus(LOOKED_BACK)), time(quarter), rest, time(now.minus(NEWS)));
        return run(reads, sql.get("recent"), tuple).map(rows -> {
            List<Recent> recent = new ArrayList<>(rows.size());
            rows.forEach(row -> recent.add(recent(row)));
            return recent;
        });
    }

    private static Recent recent(Row row) {
        return new Recent(
                new ProfileId(row.getUUID("id")),
                Optional.ofNullable(row.getString("state_reason")),
                new ReceiverHealth(
                        row.getDouble("delivered"),
                        row.getDouble("failing"),
                        row.getString("state").equals("auto_disabled"),
                        row.getOffsetDateTime("state_changed_at").toInstant(),
                        Told.valueOf(row.getString("told").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getOffsetDateTime("told_at")).map(OffsetDateTime::toInstant)),
                row.getArrayOfStrings("recipients") == null
                        ? NotificationSetting.NONE
                        : PgMailSettings.notification(row));
    }

    @Override
    public Future<Void> tell(NodeId node, Recent recent, Notice notice, Instant now) {
        Tuple tuple = Tuple.of(node.value(), recent.profile().value())
                .addString(word(recent.health().told()))
                .addString(word(notice.told()))
                .addUUID(notice.id())
                .addOffsetDateTime(time(now))
                .addString(KINDS.get(notice.told()))
                .addString(notice.words())
                .addArrayOfString(notice.recipients().toArray(String[]::new))
                .addOffsetDateTime(recent.health().toldAt().map(Columns::time).orElse(null));
        return run(writes, sql.get("tell"), tuple).mapEmpty();
    }

    private static String word(Told told) {
        return told.name().toLowerCase(Locale.ROOT);
    }

    private static Future<RowSet<Row>> run(SqlClient client, String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
