package dev.ringback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.store.Database;
import dev.ringback.store.HistoryRows;
import dev.ringback.store.PgHistory;
import dev.ringback.support.Await;
import dev.ringback.support.Served;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRoutesIT {
    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private HistoryRows rows;
    private Served served;
    private ProfileId profile;

    @BeforeEach
    void open() {
        database = TestPostgres.open(vertx, HistoryRoutesIT.class);
        rows = new HistoryRows(vertx, database);
        profile = rows.profile("default");
        served = new Served(vertx, new HistoryRoutes(new PgHistory(database)));
    }

    @AfterEach
    void close() {
        served.close();
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void showsACallbackAsTheApiPromises() {
        var data = "{ \"nul\":\"\\u0000\",\"lone\":\"\\udead\",\"twice\":1,\"twice\":2.50 }";
        var id = rows.callback(profile, HistoryRows.NOON, "sms_send", "A-1", data);
        rows.attempt(id, 1, 1, 0);
        rows.excerpts(id, 1, null, "POST /hook HTTP/1.1\r\n\r\n{}", "HTTP/1.1 503\r\n\r\nbusy");
        rows.attempt(id, 2, 2, 0);
        rows.backlog(id, HistoryRows.NOON.plusSeconds(5), false);

        var answer = served.get("/v1/callbacks/" + id, Served.READER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).endsWith(",\"data\":" + data + "}");
        var json = new JsonObject(answer.body().replace(data, "{}"));
        assertThat(json.getString("id")).isEqualTo(id.toString());
        assertThat(json.getString("profile_id")).isEqualTo(profile.toString());
        assertThat(json.getString("event")).isEqualTo("sms_send");
        assertThat(json.getString("reference")).isEqualTo("A-1");
        assertThat(json.getString("state")).isEqualTo("waiting");
        assertThat(json.getString("accepted_at")).isEqualTo("2026-11-22T12:00:00.000Z");
        assertThat(json.getString("due_at")).isEqualTo("2026-11-22T12:00:05.000Z");
        assertThat(json.getJsonArray("attempts").encode())
                .isEqualTo("[{\"number\":1,\"started_at\":\"2026-11-22T12:00:00.000Z\",\"duration_ms\":212,"
                        + "\"outcome\":\"answered\",\"http_status\":503,\"error\":null,"
                        + "\"request\":\"POST /hook HTTP/1.1\\r\\n\\r\\n{}\",\"response\":\"HTTP/1.1 503\\r\\n\\r\\nbusy\"},"
                        + "{\"number\":2,\"started_at\":\"2026-11-22T12:00:00.000Z\",\"duration_ms\":212,"
                        + "\"outcome\":\"timed_out\",\"http_status\":null,\"error\":null,"
                        + "\"request\":null,\"response\":null}]");
    }

    @Test
    void pagesLeadToOneAnother() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            made.add(
                    0,
                    rows.callback(profile, HistoryRows.NOON.plusSeconds(i), "sms_send", "A-1", "{}")
                            .toString());
        }

        var first = json("/v1/callbacks?limit=4&event=sms_send&profile_id=" + profile);
        var second = json("/v1/callbacks?limit=4&event=sms_send&cursor=" + first.getString("next_cursor"));

        assertThat(ids(first)).isEqualTo(made.subList(0, 4));
        assertThat(ids(second)).isEqualTo(made.subList(4, 7));
        assertThat(second.containsKey("next_cursor")).isTrue();
        assertThat(second.getString("next_cursor")).isNull();
        assertThat(first.getJsonArray("data").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder(
                        "id", "profile_id", "event", "reference", "state", "accepted_at", "due_at", "replay_of");
    }

    @Test
    void timesAreBounds() {
        var noon = rows.callback(profile, HistoryRows.NOON, "sms_send", "A-1", "{}");
        var later = rows.callback(profile, HistoryRows.NOON.plusMillis(1), "sms_send", "A-1", "{}");

        assertThat(ids(json("/v1/callbacks?from=2026-11-22T12:00:00Z"))).containsExactly(name(later), name(noon));
        assertThat(ids(json("/v1/callbacks?to=2026-11-22T12:00:00.001Z"))).containsExactly(name(noon));
        assertThat(ids(json("/v1/callbacks?from=2026-11-22T14:00:00.001%2B02:00")))
                .containsExactly(name(later));
    }

    @Test
    void whatIsNotTheAccountsIsNotThere() {
        var id = rows.callback(profile, HistoryRows.NOON, "sms_send", "A-1", "{}");

        assertThat(served.get("/v1/callbacks/" + id, Served.STRANGER).statusCode())
                .isEqualTo(404);
        assertThat(served.get("/v1/callbacks/cb_nonsense", Served.READER).statusCode())
                .isEqualTo(404);
        assertThat(served.get("/v1/callbacks?profile_id=" + profile, Served.STRANGER)
                        .body())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(served.get("/v1/callbacks", Served.PUBLISHER).statusCode()).isEqualTo(403);
        assertThat(served.get("/v1/callbacks", "no key of ours").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "profile_id=cb_01kamx9v1hf7ht2m0c8r4w5n6p, /profile_id",
        "state=pending, /state",
        "from=yesterday, /from",
        "to=2026-11-22, /to",
        "limit=101, /limit",
        "cursor=ABCD, /cursor",
        "sate=failed, /sate",
        "state=failed&state=waiting, /state",
    })
    void aBadFilterIsNamed(String query, String pointer) {
        var answer = served.get("/v1/callbacks?" + query, Served.READER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body())
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    private JsonObject json(String path) {
        var answer = served.get(path, Served.READER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("data").stream()
                .map(each -> ((JsonObject) each).getString("id"))
                .toList();
    }

    private static String name(CallbackId id) {
        return id.toString();
    }
}
