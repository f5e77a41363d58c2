package dev.ringback.store;

import static dev.ringback.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The plans of retry, cancel and replay with 50,000 callbacks in five partitions, 25,000 of them one profile's that failed, half of
 * which were repeated, and which waits with 20,000 more: what a portion costs depends on the portion alone.
 */
class PgReplayPlanIT {
    private static final String NODE = "'00000000-0000-7000-0000-00000000000a'";
    private static final String REPLAY = "'00000000-0000-7000-0000-0000000000aa'";
    private static final String FAILING = "'00000000-0000-7000-0000-000000000001'";
    private static final String PRESENT = "'2026-11-22T12:00:00Z'";
    private static final String START = "'" + Uuid7.floor(NOW.minus(Duration.ofDays(2))) + "'";
    private static final String END = "'" + Uuid7.floor(NOW.plus(Duration.ofDays(9))) + "'";
    private static final int EXAMINED_MAX = 1000;
    private static final int PORTION = 100;
    private static final Pattern SCAN = Pattern.compile(
            "(?:Scan|Sort|Unique|Nested Loop|Hash Join)\\b.*\\(actual (?:time=\\S+ )?rows=(\\d+)\\S* loops=\\d+\\)");

    private static PgStoreWorld world;

    @BeforeAll
    static void fill() {
        world = new PgStoreWorld(PgReplayPlanIT.class);
        world.profile(new ProfileId(new UUID(0x7000, 1)), "active");
        UUID[] ids = new UUID[50_000];
        for (int i = 0; i < ids.length; i++) {
            long millis = NOW.plus(Duration.ofDays(i / 10_000 - 1)).toEpochMilli() + i % 10_000 * 10L;
            ids[i] = Uuid7.of(millis, i, (long) i << 2);
        }
        SqlConnection session = world.session();
        PgStoreWorld.run(
                session,
                "insert into callback (id, profile_id, node_number, data) select id, "
                        + "case n % 2 when 0 then '00000000-0000-7000-0000-000000000001' else '00000000-0000-7000-0000-000000000002' end::uuid, "
                        + "1, convert_to(repeat('x', 300), 'utf8') "
                        + "from unnest($1::uuid[]) with ordinality as c (id, n)",
                (Object) ids);
        Await.result(session.close());
        world.run(
                "insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status) "
                        + "select id, profile_id, " + PRESENT + ", " + PRESENT
                        + ", 1, 1, case profile_id when " + FAILING + " then 2 else 1 end, 200 from callback");
        // The prefix of an id is its time: these are of the 24th.
        world.run("insert into callback (id, profile_id, node_number, replay_of, data) "
                + "select ('01a20b' || substr(gen_random_uuid()::text, 7))::uuid, profile_id, node_number, id, data "
                + "from (select id, profile_id, node_number, data, row_number() over (order by id) as n from callback) c "
                + "where n % 4 = 0");
        world.run("insert into backlog (callback_id, profile_id, due_at, number) select gen_random_uuid(), " + FAILING
                + ", " + PRESENT + ", 2 from generate_series(1, 20000)");
        world.run("insert into node (id, host, low_water, started_at) values (" + NODE + ", 'here', " + START + ", "
                + PRESENT + ")");
        world.run(
                "insert into replay (id, account_id, profile_id, callback_state, from_at, to_at, includes_replayed, state, counted, "
                        + "counted_all, reached, claimed_by, created_at) values (" + REPLAY + ", 'default', " + FAILING
                        + ", 'failed', '2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z', false, 'running', 1, true, "
                        + START + ", "
                        + NODE + ", " + PRESENT + ")");
        world.run("vacuum analyze");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "replay; repeat_rare; [node], [replay], [start], [failing], [end], '{2,5}', 1000, [new], [present], false",
                "replay; repeat_rare; [node], [replay], [start], [failing], [end], '{3}', 1000, [new], [present], false",
                "replay; repeat_delivered; [node], [replay], [start], [failing], [end], '{1}', 1000, [new], [present], false",
                "replay; count_rare; [failing], [start], [end], '{2,5}', 1000, false",
                "replay; count_delivered; [failing], [start], [end], '{1}', 1000, false",
                "replay; claim; [node], [present], 100",
                "callback; retry; 'default', [old], [present], [start]",
                "callback; cancel; [node], 'default', [old], [present]",
            })
    void noTableIsWalkedThrough(String file, String statement, String arguments) {
        for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
            String plan = plan(mode, file, statement, arguments);
            assertThat(SCAN.matcher(plan)
                            .results()
                            .filter(scan -> Integer.parseInt(scan.group(1)) > EXAMINED_MAX)
                            .map(scan -> scan.group())
                            .toList())
                    .as(mode + "\n" + plan)
                    .isEmpty();
            assertThat(SCAN.matcher(plan).find()).as(plan).isTrue();
            assertThat(plan).doesNotContain("Seq Scan on backlog").doesNotContain("Seq Scan on attempt");
        }
    }

    @Test
    void aPortionTouchesTheDaysItComesToOnly() {
        String plan = plan(
                "force_generic_plan",
                "replay",
                "repeat_rare",
                "[node], [replay], [start], [failing], [end], '{2,5}', 1000, [new], [present], false");

        assertThat(plan).containsPattern("attempt_p20261121_profile_id_callback_id_idx on \\S+ \\S+ \\(actual");
        assertThat(plan).containsPattern("attempt_p20261124_profile_id_callback_id_idx on \\S+ \\S+ \\(never executed");
    }

    /** Under the settings of the connections on the path. */
    private static String plan(String mode, String file, String statement, String arguments) {
        SqlConnection session = world.session();
        PgStoreWorld.run(session, "begin");
        PgStoreWorld.run(session, "set local enable_seqscan = off");
        PgStoreWorld.run(session, "set local plan_cache_mode = " + mode);
        Await.result(session.query("prepare look as " + Sql.load(file).get(statement))
                .execute());
        List<String> plan = new ArrayList<>();
        Await.result(Future.succeededFuture()
                        .compose(go -> session.query(
                                        "explain (analyze, costs off, timing off, summary off) execute look ("
                                                + filled(arguments) + ")")
                                .execute()))
                .forEach(row -> plan.add(row.getString(0)));
        PgStoreWorld.run(session, "rollback");
        Await.result(session.close());
        return String.join("\n", plan);
    }

    private static String filled(String arguments) {
        String fresh = IntStream.range(0, PORTION)
                .mapToObj(i ->
                        Uuid7.of(NOW.plusSeconds(600).toEpochMilli() + i, i, i).toString())
                .collect(Collectors.joining(",", "'{", "}'"));
        String old = "'" + Uuid7.of(NOW.toEpochMilli() + 10, 10_001, 10_001L << 2) + "'";
        return arguments
                .replace("[node]", NODE)
                .replace("[replay]", REPLAY)
                .replace("[failing]", FAILING)
                .replace("[start]", START)
                .replace("[end]", END)
                .replace("[new]", fresh)
                .replace("[old]", old)
                .replace("[present]", PRESENT + "::timestamptz");
    }
}
