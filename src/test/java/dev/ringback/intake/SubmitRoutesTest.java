package dev.ringback.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.metrics.Meters;
import dev.ringback.support.Await;
import dev.ringback.support.Mood;
import dev.ringback.support.Served;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitRoutesTest {
    private static final String ACTIVE = IntakeWorld.ACTIVE.toString();
    private static final String GOOD = callback("\"data\":{}");

    private static final String UNTIMELY =
            "\"data\":{},\"deliver_at\":\"2026-11-25T10:00:00Z\",\"expires_at\":\"2026-11-24T10:00:00Z\"";

    private final Vertx vertx = Vertx.vertx();
    private final IntakeWorld world = new IntakeWorld();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Served served = new Served(
            vertx,
            new SubmitRoutes(new Submit(world.intake, IntakeWorld.LIMITS, new Meters(meters)), IntakeWorld.LIMITS));

    @AfterEach
    void close() {
        served.close();
        Await.result(vertx.close());
    }

    @Test
    void acceptsAGoodOne() {
        var answer = one(callback("\"event\":\"sms_send\",\"data\":{\"a\":1},\"reference\":\"r 1\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var id = world.handedOffIds().get(0);
        assertThat(answer.body()).isEqualTo("{\"id\":\"" + id + "\",\"state\":\"waiting\"}");
        assertThat(world.store.rows().get(id).reference()).isEqualTo("r 1");
        assertThat(world.store.rows().get(id).callback().event()).isEqualTo("sms_send");
        assertThat(meters.get("ringback.callbacks.accepted").counter().count()).isEqualTo(1);
    }

    @Test
    void saysThatADisabledProfilesIsSkipped() {
        var answer = one("{\"profile_id\":\"" + IntakeWorld.DISABLED + "\",\"data\":{}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getString("state")).isEqualTo("skipped");
    }

    static Stream<Arguments> bad() {
        return Stream.of(badSyntaxAndIds(), badTexts(), badTimes(), badRest()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> badSyntaxAndIds() {
        return Stream.of(
                bad(400, "/problems/broken-json", "at byte 0", ""),
                bad(400, "/problems/broken-json", "at byte 1", "{"),
                bad(400, "/problems/broken-json", "at byte 0", "hello"),
                bad(400, "/problems/broken-json", "nothing more", GOOD + "x"),
                bad(400, "/problems/broken-json", "at byte", GOOD.replace("{}", "{1:2}")),
                bad(400, "/problems/broken-json", "at byte", GOOD.replace("{}", "{\"a\":\"\t\"}")),
                bad(
                        400,
                        "/problems/broken-json",
                        "deep",
                        GOOD.replace("{}", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}")),
                bad(400, "/problems/invalid-request", "expected an object", "[]"),
                bad(400, "/problems/invalid-request", "expected an object", "null"),
                bad(400, "/problems/invalid-request", "\"/profile\"", GOOD.replace("profile_id", "profile")),
                bad(400, "/problems/invalid-request", "mean reference?", callback("\"data\":{},\"refrence\":\"a\"")),
                bad(400, "/problems/invalid-request", "\"/a~1b~0c\"", callback("\"data\":{},\"a/b~c\":1")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "account: is no field of a callback.\"",
                        callback("\"data\":{},\"account\":\"default\"")),
                bad(400, "/problems/invalid-request", "\"/profile_id\"", "{\"data\":{}}"),
                bad(400, "/problems/invalid-request", "\"/profile_id\"", "{\"profile_id\":null,\"data\":{}}"),
                bad(400, "/problems/invalid-request", "\"/profile_id\"", "{\"profile_id\":7,\"data\":{}}"),
                bad(400, "/problems/invalid-request", "cbp_ and 26", "{\"profile_id\":\"cbp_1\",\"data\":{}}"),
                bad(400, "/problems/invalid-request", "\"/data\"", callback("\"event\":\"sms_send\"")),
                bad(400, "/problems/invalid-request", "\"/data\"", callback("\"data\":[]")),
                bad(400, "/problems/invalid-request", "\"/data\"", callback("\"data\":null")),
                bad(400, "/problems/invalid-request", "\"/event\"", callback("\"data\":{},\"event\":\"\"")),
                bad(400, "/problems/invalid-request", "\"/event\"", callback("\"data\":{},\"event\":{}")));
    }

    private static Stream<Arguments> badTexts() {
        return Stream.of(
                bad(
                        400,
                        "/problems/invalid-request",
                        "no event of the profile",
                        callback("\"data\":{},\"event\":\"mail_opened\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/reference\"",
                        callback("\"data\":{},\"reference\":\"\\u0000\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/reference\"",
                        callback("\"data\":{},\"reference\":\"\\ud800\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/reference\"",
                        callback("\"data\":{},\"reference\":\"" + "r".repeat(256) + "\"")),
                bad(400, "/problems/invalid-request", "\"/order_key\"", callback("\"data\":{},\"order_key\":false")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/idempotency_key\"",
                        callback("\"data\":{},\"idempotency_key\":\"" + "k".repeat(256) + "\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/deliver_at\"",
                        callback("\"data\":{},\"deliver_at\":\"tomorrow\"")));
    }

    private static Stream<Arguments> badTimes() {
        return Stream.of(
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/deliver_at\"",
                        callback("\"data\":{},\"deliver_at\":\"2026-11-22T10:00:00\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/deliver_at\"",
                        callback("\"data\":{},\"deliver_at\":1763805600")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "within 7 days",
                        callback("\"data\":{},\"deliver_at\":\"9999-12-31T23:59:59Z\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/deliver_at\"",
                        callback("\"data\":{},\"deliver_at\":\"+999999999-12-31T23:59:59-18:00\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "cannot be scheduled",
                        callback("\"data\":{},\"order_key\":\"k\",\"deliver_at\":\"2026-11-22T11:00:00Z\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "a time to come",
                        callback("\"data\":{},\"expires_at\":\"2026-11-22T10:00:00Z\"")));
    }

    private static Stream<Arguments> badRest() {
        return Stream.of(
                bad(400, "/problems/invalid-request", "after deliver_at", callback(UNTIMELY)),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/expires_at\"",
                        callback("\"data\":{},\"expires_at\":\"+999999999-12-31T23:59:59-18:00\"")),
                bad(
                        400,
                        "/problems/invalid-request",
                        "\"/expires_at\"",
                        callback("\"data\":{},\"expires_at\":\"+12026-12-31T23:59:59Z\"")),
                bad(
                        422,
                        "/problems/unknown-profile",
                        "no such profile",
                        GOOD.replace(ACTIVE, IntakeWorld.UNKNOWN.toString())),
                bad(
                        422,
                        "/problems/unknown-profile",
                        "no such profile",
                        GOOD.replace(ACTIVE, IntakeWorld.OF_ANOTHER.toString())),
                bad(
                        413,
                        "/problems/body-too-large",
                        "1000 bytes",
                        callback("\"data\":{\"a\":\"" + "x".repeat(1000) + "\"}")),
                bad(413, "/problems/body-too-large", "", callback("\"data\":{\"a\":\"" + "x".repeat(5000) + "\"}")));
    }

    private static Arguments bad(int status, String type, String words, String body) {
        return Arguments.of(status, type, words, body);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesABadOneWithWords(int status, String type, String words, String body) {
        var answer = one(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo(type);
        assertThat(answer.body().replace("\\\"", "\"")).contains(words);
        assertThat(world.store.batches).isEmpty();
        assertThat(one(GOOD).statusCode()).isEqualTo(202);
    }

    @Test
    void tellsAllFaultsAtOnce() {
        var answer = one("{\"profile_id\":1,\"data\":2,\"event\":3,\"evnt\":4}");

        assertThat(new JsonObject(answer.body()).getJsonArray("errors")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nul\":\"\\u0000\",\"half\":\"\\ud800\"}",
                "{ \"b\" : 1e400 ,\n\t\"a\":0.10, \"b\":[-0] }",
                "{\"\u00e4\":\"\ud83d\ude00\",\"\\u00e4\":\"\\/\"}",
                "{\"a\":{\"a\":{\"a\":[[[]]]}}}"
            })
    void keepsTheDataByteForByte(String data) {
        assertThat(one(callback("\"data\":" + data)).statusCode()).isEqualTo(202);

        assertThat(world.handedOff.get(0).callback().data()).isEqualTo(data.getBytes(UTF_8));
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        var answer = served.post(
                "/v1/callbacks",
                Served.PUBLISHER,
                callback("\"data\":{\"a\":\"\u00e4\"}").getBytes(ISO_8859_1));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void ofAFieldThatStandsTwiceTheLastCounts() {
        assertThat(one(callback("\"data\":{\"a\":1},\"data\":{\"a\":2}")).statusCode())
                .isEqualTo(202);

        assertThat(new String(world.handedOff.get(0).callback().data(), UTF_8)).isEqualTo("{\"a\":2}");
    }

    @Test
    void theKeyInTheHeaderAndTheKeyInTheFieldAreTheSame() {
        var first = one(GOOD, "idempotency-key", "k");
        var again = one(GOOD, "idempotency-key", "k");
        var other = one(GOOD + " ", "idempotency-key", "k");
        var changed = one(callback("\"data\":{\"a\":1}"), "Idempotency-Key", "k");
        var asField = one(callback("\"data\":{},\"idempotency_key\":\"k\""));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.body()).isEqualTo(first.body());
        assertThat(changed.statusCode()).isEqualTo(422);
        assertThat(changed.body()).contains("/problems/idempotency-key-reused");
        assertThat(asField.statusCode()).isEqualTo(422);
        assertThat(world.store.rows()).hasSize(1);
    }

    @Test
    void aFieldThatIsNullDoesNotUndoTheHeader() {
        String body = callback("\"data\":{},\"idempotency_key\":null");
        var first = one(body, "idempotency-key", "k");
        var again = one(body, "idempotency-key", "k");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(world.store.rows()).hasSize(1);
        var two = one(callback("\"data\":{},\"idempotency_key\":\"a\""), "Idempotency-Key", "b");
        assertThat(two.body()).contains("is not the same as the header");
    }

    @Test
    void theHeadersKeyIsHeldToTheSameBounds() {
        assertThat(one(GOOD, "idempotency-key", "k".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(one(GOOD, "idempotency-key", "").statusCode()).isEqualTo(400);
        assertThat(one(GOOD, "idempotency-key", "k".repeat(255)).statusCode()).isEqualTo(202);
    }

    @Test
    void answersABatchInItsOrder() {
        var answer = batch(
                GOOD,
                "7",
                callback("\"data\":{\"a\":\"" + "x".repeat(1000) + "\"}"),
                GOOD.replace(ACTIVE, IntakeWorld.DISABLED.toString()),
                callback("\"data\":{},\"event\":\"mail_opened\""));

        assertThat(answer.statusCode()).isEqualTo(202);
        var data = new JsonObject(answer.body()).getJsonArray("data");
        assertThat(data).hasSize(5);
        assertThat(data.getJsonObject(0).getString("state")).isEqualTo("waiting");
        assertThat(data.getJsonObject(1).getJsonObject("problem").getInteger("status"))
                .isEqualTo(400);
        assertThat(data.getJsonObject(2).getJsonObject("problem").getInteger("status"))
                .isEqualTo(413);
        assertThat(data.getJsonObject(3).getString("state")).isEqualTo("skipped");
        assertThat(data.getJsonObject(4).getJsonObject("problem").getString("type"))
                .isEqualTo("/problems/invalid-request");
        assertThat(world.store.rows()).hasSize(2);
        assertThat(meters.get("ringback.callbacks.refused").counter().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"callbacks\":[]}",
                "{\"callbacks\":null}",
                "{\"callbacks\":{}}",
                "{\"callback\":[]}",
                "{\"callbacks\":[{}],\"more\":1}",
                "{\"callbacks\":[{}",
                "{\"callbacks\":[{},{},{},{},{},{}]}"
            })
    void refusesABatchThatIsNone(String body) {
        var answer = served.post("/v1/callbacks/batch", Served.PUBLISHER, body.getBytes(UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void saysWhenToComeAgainWhileTheDatabaseIsAway() {
        world.store.mood.usually(Mood.Kind.UNAVAILABLE);

        assertThat(one(GOOD)).satisfies(answer -> passes(answer, 503));
        assertThat(batch(GOOD, "7").statusCode()).isEqualTo(202);
        // Last: after a batch of two the journal pauses, and here no timer runs by itself.
        assertThat(batch(GOOD, GOOD)).satisfies(answer -> passes(answer, 503));
    }

    @Test
    void saysWhenToComeAgainWhenTheBudgetIsFull() {
        world.store.mood.usually(Mood.Kind.LATE);
        for (int i = 0; i < 8; i++) {
            world.accept(
                    Collections.nCopies(5, IntakeWorld.to(IntakeWorld.ACTIVE)).toArray(Accept.Asked[]::new));
        }

        assertThat(one(GOOD)).satisfies(answer -> passes(answer, 429));
        assertThat(batch(GOOD, GOOD)).satisfies(answer -> passes(answer, 429));
    }

    @Test
    void answersWhenTheDatabaseHangs() {
        world.store.mood.usually(Mood.Kind.LATE);
        var stuck = world.accept(IntakeWorld.to(IntakeWorld.ACTIVE));
        world.timers.advance(Duration.ofSeconds(5));

        assertThat(stuck.succeeded()).isTrue();
        assertThat(one(GOOD)).satisfies(answer -> passes(answer, 503));
    }

    @Test
    void onlyPublishersMaySubmit() {
        assertThat(served.post("/v1/callbacks", Served.READER, GOOD.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(403);
        assertThat(served.post("/v1/callbacks", "nobody", GOOD.getBytes(UTF_8)).statusCode())
                .isEqualTo(401);
    }

    private static void passes(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    private static String callback(String more) {
        return "{\"profile_id\":\"" + ACTIVE + "\"," + more + "}";
    }

    private HttpResponse<String> one(String body, String... headers) {
        return served.post("/v1/callbacks", Served.PUBLISHER, body.getBytes(UTF_8), headers);
    }

    private HttpResponse<String> batch(String... callbacks) {
        String body = "{\"callbacks\":[" + String.join(",", callbacks) + "]}";
        return served.post("/v1/callbacks/batch", Served.PUBLISHER, body.getBytes(UTF_8));
    }
}
