package dev.ringback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Await;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database of the first schema keeps what it holds when its rows become narrower. */
class NarrowRowsIT {
    private static final String OF_A_LIVING_NODE = "01900000-0000-7000-8000-000000000001";
    private static final String OF_A_GONE_NODE = "01900000-0000-7000-8000-000000000002";
    private static final String NODE = "01900000-0000-7000-8000-0000000000aa";

    private static Vertx vertx;
    private static Database database;
    private static SqlClient client;

    @BeforeAll
    static void migrate() throws Exception {
        vertx = Vertx.vertx();
        database = TestPostgres.open(vertx, NarrowRowsIT.class);
        client = database.reads();
        run(script("0001_the_path"));
        for (String table : List.of("callback", "attempt")) {
            run(
                    "create table " + table + "_p20240609 partition of " + table
                            + " for values from ('01900000-0000-0000-0000-000000000000') to ('01910000-0000-0000-0000-000000000000')");
        }
        run("insert into node (id, host, low_water, started_at) values ('" + NODE + "', 'here', '" + NODE
                + "', now())");
        run("insert into callback (id, profile_id, node_id, expires_at, account_id, event, reference, data) values ('"
                + OF_A_LIVING_NODE + "', '" + NODE + "', '" + NODE + "', now(), 'default', 'sms_send', 'ref', '{}'), ('"
                + OF_A_GONE_NODE + "', '" + NODE + "', gen_random_uuid(), null, 'default', null, null, '[]')");
        run(
                "insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status) values ('"
                        + OF_A_LIVING_NODE + "', '" + NODE + "', now(), now(), 1, 1, 1, 200)");
        run(script("0002_narrow_rows"));
    }

    @AfterAll
    static void close() {
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void everyCallbackIsKeptAsItWas() {
        List<Row> rows = ask("select c.*, c.tableoid::regclass::text as partition, n.id as node from callback c "
                + "left join node n on n.number = c.node_number order by c.id");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getUUID("id")).hasToString(OF_A_LIVING_NODE);
        assertThat(rows.get(0).getUUID("node")).hasToString(NODE);
        assertThat(rows.get(0).getString("event")).isEqualTo("sms_send");
        assertThat(rows.get(0).getString("reference")).isEqualTo("ref");
        assertThat(rows.get(0).getBuffer("data")).hasToString("{}");
        assertThat(rows.get(0).getOffsetDateTime("expires_at")).isNotNull();
        assertThat(rows.get(1).getInteger("node_number")).isZero();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.getString("partition")).isEqualTo("callback_p20240609"));
    }

    @Test
    void attemptsStayWhereTheyAre() {
        assertThat(ask("select 1 from attempt where callback_id = '" + OF_A_LIVING_NODE + "'"))
                .hasSize(1);
    }

    @Test
    void nothingOfTheOldTablesIsLeft() {
        assertThat(ask("select relname from pg_class where relname like 'wide%'"))
                .isEmpty();
    }

    private static String script(String name) throws Exception {
        try (var stream = NarrowRowsIT.class.getResourceAsStream("/sql/migrations/" + name + ".sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(String statement) {
        Await.result(client.query(statement).execute());
    }

    private static List<Row> ask(String statement) {
        List<Row> rows = new ArrayList<>();
        Await.result(client.query(statement).execute()).forEach(rows::add);
        return rows;
    }
}
