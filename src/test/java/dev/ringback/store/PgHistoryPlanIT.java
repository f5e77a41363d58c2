package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plans of the reads with 50,000 callbacks of 20 profiles in all five partitions: none walks through a whole table. */
class PgHistoryPlanIT {
    private static final int A_DAY = 10_000;
    private static final String ALL_IDS =
            "'00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'";
    private static final String A_DAYS_IDS = "'" + Uuid7.floor(HistoryRows.NOON) + "', '"
            + Uuid7.floor(HistoryRows.NOON.plus(Duration.ofHours(1))) + "'";

    private static final Vertx VERTX = Vertx.vertx();
    private static final Sql SQL = Sql.load("history");
    private static Database database;

    @BeforeAll
    static void fill() {
        database = TestPostgres.open(VERTX, PgHistoryPlanIT.class);
        var rows = new HistoryRows(VERTX, database);
        for (int i = 0; i < 20; i++) {
            var profile = rows.profile("default");
            assertThat(profile.value()).isEqualTo(new UUID(0x7000, i + 1));
        }
        for (int day = -1; day <= 3; day++) {
            fill(rows, day);
        }
        rows.node(HistoryRows.NOON.plus(Duration.ofDays(3)));
        rows.run("analyze");
    }

    private static void fill(HistoryRows rows, int day) {
        long start = HistoryRows.NOON.plus(Duration.ofDays(day)).toEpochMilli();
        UUID[] ids = IntStream.range(0, A_DAY)
                .mapToObj(i -> Uuid7.of(start + i * 10L, i, i))
                .toArray(UUID[]::new);
        rows.run(
                "insert into callback (id, profile_id, node_number, event, data) "
                        + "select id, ('00000000-0000-7000-0000-0000000000' || lpad(to_hex(1 + n % 20), 2, '0'))::uuid, 1, 'sms_send', "
                        + "convert_to(repeat('x', 300), 'utf8') from unnest($1::uuid[]) with ordinality as c (id, n)",
                new Object[] {ids});
        rows.run(
                "insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status) "
                        + "select id, profile_id, $2, $2, 1, 1, case n % 100 when 0 then 2 when 1 then 0 else 1 end, 200 "
                        + "from (select id, profile_id, row_number() over (order by id) as n from callback where id = any ($1)) c",
                ids, HistoryRows.NOON);
        rows.run(
                "insert into backlog (callback_id, profile_id, due_at, number) "
                        + "select callback_id, profile_id, $2, 2 from attempt where verdict = 0 and callback_id = any ($1)",
                ids,
                HistoryRows.NOON);
    }

    @AfterAll
    static void close() {
        Await.result(database.close().eventually(VERTX::close));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "scan_newest; null, null, 26, null",
                "scan_newest; 'sms_send', 'A-1', 26, '{1}'",
                "scan_waiting_newest; null, null, 26",
                "scan_all; null, null, 26, null",
                "scan_all; null, null, 26, '{1}'",
                "scan_all; 'sms_send', 'A-1', 26, null",
                "scan_rare_newest; null, null, 26, '{2,5}'",
                "scan_rare; null, null, 26, '{2,5}'",
                "scan_waiting; null, null, 26, 50000",
            })
    void aPageNeedsNoSequentialScan(String statement, String rest) {
        for (var profile : new String[] {"null", "'00000000-0000-7000-0000-000000000001'"}) {
            for (var range : new String[] {ALL_IDS, A_DAYS_IDS}) {
                var plan = plan(statement, "'default', " + profile + ", " + range + ", 26, " + rest);

                assertThat(plan).doesNotContain("Seq Scan on callback").doesNotContain("Seq Scan on attempt");
            }
        }
    }

    @Test
    void aCallbackAndItsAttemptsComeFromTheirPartition() {
        var id = "'" + Uuid7.floor(HistoryRows.NOON) + "'";

        assertThat(plan("callback", "'default', " + id))
                .contains("callback_p20261122")
                .doesNotContain("callback_p20261123 ")
                .doesNotContain("Seq Scan on callback")
                .doesNotContain("Seq Scan on attempt");
        assertThat(plan("attempts", id + ", 100"))
                .contains("attempt_p20261122")
                .doesNotContain("attempt_p20261123 ")
                .doesNotContain("Seq Scan");
    }

    @Test
    void daysOutOfRangeAreLeftOut() {
        assertThat(plan("scan_newest", "'default', null, " + A_DAYS_IDS + ", 26, null, null, 26, null"))
                .contains("Subplans Removed");
    }

    /** Planned without a look at the arguments, as the server does for a statement that it knows for long. */
    private static String plan(String statement, String arguments) {
        Pool pool = database.transactions();
        return Await.result(pool.withConnection(connection -> run(
                        connection, "set plan_cache_mode = force_generic_plan")
                .compose(set -> run(connection, "prepare look as " + SQL.get(statement)))
                .compose(prepared ->
                        run(connection, "explain (analyze, costs off, timing off) execute look (" + arguments + ")"))
                .compose(plan -> run(connection, "deallocate look").map(plan))));
    }

    private static Future<String> run(SqlConnection connection, String statement) {
        return connection
                .query(statement)
                .execute()
                .map(rows -> String.join(
                        "\n",
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString(0))
                                .toList()));
    }
}
