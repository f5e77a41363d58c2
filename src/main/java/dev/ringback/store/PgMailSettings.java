package dev.ringback.store;

import static dev.ringback.store.Columns.time;

import dev.ringback.domain.AccountId;
import dev.ringback.mail.Frequency;
import dev.ringback.mail.NotificationSetting;
import dev.ringback.mail.ReportSetting;
import dev.ringback.mail.SettingStore;
import dev.ringback.mail.UnsubscribeLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Who gets which mails, in PostgreSQL. */
public final class PgMailSettings implements SettingStore {
    private static final Sql sql = Sql.load("mail_setting");

    private final Database database;

    public PgMailSettings(Database database) {
        this.database = database;
    }

    @Override
    public Future<ReportSetting> report(AccountId account) {
        return run(database.reads(), sql.get("read_report"), Tuple.of(account.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return ReportSetting.NONE;
                    }
                    Row row = rows.iterator().next();
                    return new ReportSetting(
                            row.getBoolean("enabled"),
                            Frequency.of(row.getString("frequency")),
                            List.of(row.getArrayOfStrings("recipients")),
                            ZoneId.of(row.getString("time_zone")));
                });
    }

    @Override
    public Future<Void> put(AccountId account, ReportSetting setting, Instant periodEnd, Instant dueAt) {
        Tuple tuple = Tuple.of(
                        account.value(), setting.enabled(), setting.frequency().word())
                .addArrayOfString(setting.recipients().toArray(String[]::new))
                .addString(setting.zone().getId())
                .addOffsetDateTime(time(periodEnd))
                .addOffsetDateTime(time(dueAt));
        return run(database.transactions(), sql.get("write_report"), tuple).mapEmpty();
    }

    @Override
    public Future<NotificationSetting> notification(AccountId account) {
        return run(database.reads(), sql.get("read_notification"), Tuple.of(account.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return NotificationSetting.NONE;
                    }
                    return notification(rows.iterator().next());
                });
    }

    /** Of a row that has its columns. */
    static NotificationSetting notification(Row row) {
        return new NotificationSetting(
                List.of(row.getArrayOfStrings("recipients")),
                row.getBoolean("profile_auto_disabled"),
                row.getBoolean("profile_failing"),
                row.getBoolean("profile_recovered"));
    }

    @Override
    public Future<Void> put(AccountId account, NotificationSetting setting) {
        Tuple tuple = Tuple.of(account.value())
                .addArrayOfString(setting.recipients().toArray(String[]::new))
                .addBoolean(setting.profileAutoDisabled())
                .addBoolean(setting.profileFailing())
                .addBoolean(setting.profileRecovered());
        return run(database.transactions(), sql.get("write_notification"), tuple)
                .mapEmpty();
    }

    @Override
    public Future<Void> leave(AccountId account, String recipient, UnsubscribeLink.List list) {
        String statement =
                list == UnsubscribeLink.List.REPORTS ? sql.get("leave_report") : sql.get("leave_notification");
        return run(database.transactions(), statement, Tuple.of(account.value(), recipient))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> run(SqlClient client, String statement, Tuple tuple) {
        return Troubles.told(client.preparedQuery(statement).execute(tuple));
    }
}
