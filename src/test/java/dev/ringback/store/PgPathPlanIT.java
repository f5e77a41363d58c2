package dev.ringback.store;

import static dev.ringback.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The plans of the statements on the path, with 50,000 callbacks in five partitions and a dead receiver's 100,000 in the backlog: none walks
 * through a whole table. Batches of 500, planned for their arguments and without a look at them.
 */
class PgPathPlanIT {
    private static final String NODE = "'00000000-0000-7000-0000-00000000000a'";
    private static final String DEAD = "'00000000-0000-7000-0000-00000000000d'";
    private static final String SURVIVOR = NODE;
    private static final String GOOD = "'00000000-0000-7000-0000-000000000003'";
    private static final String PRESENT = "'2026-11-22T12:00:00Z'";
    private static final Pattern SCAN =
            Pattern.compile("Scan (?:using \\S+ )?on (?:callback|attempt|backlog)\\S* .*\\(actual rows=(\\d+)");
    /** As many as the largest portion; a partition has twice as many, and the dead receiver twenty times. */
    private static final int ROWS_MAX = 5_000;

    private static final int BATCH = 500;

    /** Two lists of a batch's length, compared each with each. */
    private static final Pattern COMPARED = Pattern.compile("Rows Removed by Join Filter: (\\d+)");

    private static PgStoreWorld world;
    private static SqlClient path;

    @BeforeAll
    static void fill() {
        world = new PgStoreWorld(PgPathPlanIT.class);
        path = world.database().own();
        UUID[] ids = new UUID[50_000];
        for (int i = 0; i < ids.length; i++) {
            int day = i / 10_000 - 1;
            ids[i] = Uuid7.of(NOW.plus(Duration.ofDays(day)).toEpochMilli() + i % 10_000 * 10L, i, (long) i << 2);
        }
        world.run("insert into node (id, host, low_water, started_at, taken_by) values (" + NODE
                + ", 'here', '" + Uuid7.floor(NOW) + "', " + PRESENT + ", null), (" + DEAD + ", 'there', '"
                + Uuid7.floor(NOW.plus(Duration.ofDays(2))) + "', " + PRESENT + ", " + SURVIVOR + ")");
        SqlConnection session = world.session();
        PgStoreWorld.run(
                session,
                "insert into callback (id, profile_id, node_number, data) "
                        + "select id, ('00000000-0000-7000-0000-0000000000' || lpad(to_hex(1 + n % 20), 2, '0'))::uuid, "
                        + "(select number from node where id = case n % 2 when 0 then " + NODE + "::uuid else " + DEAD
                        + "::uuid end), "
                        + "convert_to(repeat('x', 300), 'utf8') from unnest($1::uuid[]) with ordinality as c (id, n)",
                (Object) ids);
        world.run(
                "insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status) "
                        + "select id, profile_id, " + PRESENT + ", " + PRESENT + ", 1, 1, 1, 200 from callback");
        world.run("insert into backlog (callback_id, profile_id, due_at, number) "
                + "select gen_random_uuid(), '00000000-0000-7000-0000-000000000001', " + PRESENT
                + "::timestamptz - n * interval '1 s', 2 "
                + "from generate_series(1, 100000) n");
        world.run("insert into backlog (callback_id, profile_id, due_at, number) select id, profile_id, " + PRESENT
                + ", 2 from callback where profile_id = " + GOOD + " limit 100");
        world.run("vacuum analyze");
        PgStoreWorld.end(session);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theConnectionsOnThePathPlanOnce() {
        for (SqlClient client : List.of(world.database().own(), world.database().statements())) {
            assertThat(setting(client, "plan_cache_mode")).isEqualTo("force_generic_plan");
            assertThat(setting(client, "enable_seqscan")).isEqualTo("off");
        }
    }

    private static String setting(SqlClient client, String name) {
        return Await.result(client.query("show " + name).execute())
                .iterator()
                .next()
                .getString(0);
    }

    /** {@code [old]} and the like stand for arrays of a batch's length. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "journal; journal_fresh; [new], [profile], [time], [text], [text], [data], 1, 0",
                "journal; journal_mixed; [new], [profile], [time], [text], [text], [data], [time], [text], [no], now(), 1, 0",
                "journal; journal_keyed; [new], [profile], [time], [text], [text], [data], [time], [text], [no], "
                        + "now(), [text], [key], [hash], now(), 2, 0",
                "ledger; record_delivered; [fresh], [time], [time], [zero], now(), [profile], [one], [one]",
                "ledger; record_attempts; [old], [profile], [time], [time], [two], [one], [one], [zero], [text], [data], [data], "
                        + "[time], [one], [no], now()",
                "ledger; record_attempts; [old], [profile], [time], [time], [two], [one], [zero], [zero], [text], [data], [data], "
                        + "[time], [one], [yes], now()",
                "belated; end_belated; [old], now()",
                "ledger; postpone; [old], [profile], [time], [no]",
                "ledger; postpone; [old], [profile], [time], [yes]",
                "backlog; sweep; [old], now()",
                "backlog; claim_due; '{00000000-0000-7000-0000-000000000003}', '{64}', " + PRESENT,
                "backlog; claim_due; [profile], [sixteen], " + PRESENT,
            })
    void noTableIsWalkedThrough(String file, String statement, String arguments) {
        for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
            assertThat(walks(plan(mode, file, statement, NODE + ", " + arguments)))
                    .as(mode)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "journal; find_callbacks; " + NODE + ", [old]",
                "backlog; due_profiles; '00000000-0000-0000-0000-000000000000', 1000",
                "backlog; cancel_waiting; " + NODE + ", " + GOOD + ", " + PRESENT + ", 100",
                "node; recover_portion; " + DEAD + ", " + SURVIVOR + ", '00000000-0000-0000-0000-000000000000', "
                        + "5000, " + PRESENT,
                "node; remove_node; " + NODE + ", " + NODE,
                "node; free_claims_of; " + DEAD,
                "backlog; lost_claims; " + NODE + ", [old]",
                "backlog; free_claims; [old], [one]",
            })
    void norByTheRarerOnes(String file, String statement, String arguments) {
        for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
            assertThat(walks(plan(mode, file, statement, arguments))).as(mode).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"force_custom_plan", "force_generic_plan"})
    void aDeadReceiversRowsAreNotTouchedByAnothersClaim(String mode) {
        String plan = plan(
                mode, "backlog", "claim_due", NODE + ", '{00000000-0000-7000-0000-000000000003}', '{16}', " + PRESENT);

        assertThat(plan).contains("Index Scan using backlog_due on backlog").doesNotContain("Rows Removed");
    }

    @ParameterizedTest
    @CsvSource({"force_custom_plan", "force_generic_plan"})
    void aTakeOverBeginsAtTheMark(String mode) {
        String plan = plan(
                mode,
                "node",
                "recover_portion",
                DEAD + ", " + SURVIVOR + ", '00000000-0000-0000-0000-000000000000', 5000, " + PRESENT);

        assertThat(plan).containsPattern("callback_p20261121_pkey on \\S+ \\S+ \\(never executed\\)");
        assertThat(plan).containsPattern("callback_p20261124_pkey on \\S+ \\S+ \\(actual");
    }

    private static List<String> walks(String plan) {
        return Stream.concat(
                        SCAN.matcher(plan).results(), COMPARED.matcher(plan).results())
                .filter(scan -> Integer.parseInt(scan.group(1)) > ROWS_MAX)
                .map(scan -> scan.group() + "\n" + plan)
                .toList();
    }

    /** Under the settings of the connections on the path. */
    private static String plan(String mode, String file, String statement, String arguments) {
        SqlConnection session = world.session();
        PgStoreWorld.run(session, "begin");
        for (String setting : new String[] {"enable_seqscan", "enable_hashjoin", "enable_mergejoin"}) {
            PgStoreWorld.run(session, "set local " + setting + " = " + setting(path, setting));
        }
        PgStoreWorld.run(session, "set local plan_cache_mode = " + mode);
        Await.result(session.query("prepare look as " + Sql.load(file).get(statement))
                .execute());
        List<String> plan = new ArrayList<>();
        var rows = io.vertx.core.Future.succeededFuture()
                .compose(go -> session.query("explain (analyze, costs off, timing off, summary off) execute look ("
                                + filled(arguments) + ")")
                        .execute());
        Await.result(rows).forEach(row -> plan.add(row.getString(0)));
        PgStoreWorld.run(session, "rollback");
        Await.result(session.close());
        return String.join("\n", plan);
    }

    private static String filled(String arguments) {
        String filled = arguments;
        for (String[] word : new String[][] {
            {"now()", PRESENT + "::timestamptz"},
            {
                "[new]",
                array(i ->
                        Uuid7.of(NOW.plusSeconds(600).toEpochMilli() + i, i, i).toString())
            },
            {
                "[old]",
                array(i -> Uuid7.of(NOW.toEpochMilli() + i * 10L, 10_000 + i, (10_000L + i) << 2)
                        .toString())
            },
            {
                "[fresh]",
                array(i ->
                        Uuid7.of(NOW.plusSeconds(600).toEpochMilli() + i, i, i).toString())
            },
            {"[profile]", array(i -> new UUID(0x7000, 1 + i % 20).toString())},
            {"[time]", array(i -> "2026-11-22T12:00:01Z")},
            {"[text]", array(i -> "k" + i)},
            {"[key]", array(i -> "key" + i)},
            {"[data]", array(i -> "x".repeat(300))},
            {"[hash]", array(i -> "x".repeat(32))},
            {"[two]", array(i -> "2")},
            {"[one]", array(i -> "1")},
            {"[zero]", array(i -> "0")},
            {"[sixteen]", array(i -> "16")},
            {"[no]", array(i -> "f")},
            {"[yes]", array(i -> "t")},
        }) {
            filled = filled.replace(word[0], word[1]);
        }
        return filled;
    }

    private static String array(java.util.function.IntFunction<String> value) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            values.add(value.apply(i));
        }
        return "'{" + String.join(",", values) + "}'";
    }
}
