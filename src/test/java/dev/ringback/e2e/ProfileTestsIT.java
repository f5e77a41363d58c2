package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.Await;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.Receiver;
import dev.ringback.support.Scripts;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Test of a profile, as a user of the API sees it, on a real node. */
class ProfileTestsIT {
    private static final String UNSAVED = "/v1/callback-profiles/test";
    private static final String KEY = "k3y of the receiver";

    private static Vertx vertx;
    private static NodeProcess node;
    private static Api api;
    private static Receiver receiver;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        receiver = Receiver.start(vertx);
        node = NodeProcess.named("tests")
                .with("delivery.account_tests_max", "1")
                .start();
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
        receiver.close();
        Await.result(vertx.close());
    }

    @BeforeEach
    void answerWell() {
        receiver.always(Scripts.answer(200, "ok"));
    }

    @Test
    void previewsTheRequestWithThePlacesOfTheValuesAndCallsNobody() {
        JsonObject profile = everywhere();
        int before = receiver.requests().size();

        JsonObject preview = json(api.send("POST", "/v1/callback-profiles/preview", profile.encode()));

        JsonObject request = preview.getJsonObject("request");
        assertThat(preview.encode()).doesNotContain(KEY);
        assertThat(request.getString("url")).endsWith("/sms_send?a=%C3%BC1&to=%28%2B49%29");
        assertThat(request.getString("body")).isEqualTo("{\"n\":[1],\"é\":\"-ü1\"}");
        var told = preview.getJsonArray("parts").stream()
                .map(JsonObject.class::cast)
                .map(part -> part.getString("in") + " " + part.getString("name", "") + " "
                        + part.getString("placeholder") + " "
                        + shown(request, part).substring(part.getInteger("start"), part.getInteger("end")))
                .toList();
        assertThat(told)
                .containsExactly(
                        "url  <event> sms_send",
                        "url  <id> %C3%BC1",
                        "query to <recipient> %2B49",
                        "header X-Who <recipient> +49",
                        "body  <n> [1]",
                        "body  <id> ü1");
        assertThat(receiver.requests()).hasSize(before);

        profile.getJsonObject("data").put("recipient", "a\nb");
        JsonObject impossible = json(api.send("POST", "/v1/callback-profiles/preview", profile.encode()));
        assertThat(impossible.getValue("request")).isNull();
        assertThat(impossible.getString("error")).contains("line break");
    }

    /** With placeholders in all its parts, one of them in a secret. */
    private static JsonObject everywhere() {
        return profile()
                .put("url", "http://127.0.0.1:" + receiver.port() + "/<event>?a=<id>")
                .put(
                        "query",
                        new JsonArray().add(new JsonObject().put("name", "to").put("value", "(<recipient>)")))
                .put(
                        "headers",
                        new JsonArray()
                                .add(new JsonObject().put("name", "X-Who").put("value", "é <recipient>"))
                                .add(new JsonObject()
                                        .put("name", "X-Key")
                                        .put("value", KEY + "<id>")
                                        .put("secret", true)))
                .put("body", new JsonObject().put("type", "json").put("template", "{\"n\":<n>,\"é\":\"-<id>\"}"))
                .put("event", "sms_send")
                .put(
                        "data",
                        new JsonObject().put("id", "ü1").put("recipient", "+49").put("n", new JsonArray().add(1)));
    }

    private static String shown(JsonObject request, JsonObject part) {
        return switch (part.getString("in")) {
            case "header" -> header(request, part.getString("name"));
            case "body" -> request.getString("body");
            default -> request.getString("url");
        };
    }

    @Test
    void showsBothHalvesWithSecretsMaskedAndRecordsNothing() {
        receiver.always(Scripts.answer(503, "your key is " + KEY, "retry-after: 60"));
        String id = created(profile());

        JsonObject tested = json(api.send("POST", "/v1/callback-profiles/" + id + "/test", ""));

        JsonObject request = tested.getJsonObject("request");
        JsonObject response = tested.getJsonObject("response");
        assertThat(tested.encode()).doesNotContain(KEY);
        assertThat(tested.getString("verdict")).isEqualTo("retried");
        assertThat(tested.getString("verdict_detail")).contains("after about 1m");
        assertThat(tested.getString("data_from")).isEqualTo("sample");
        assertThat(request.getString("url")).startsWith("http://127.0.0.1:" + receiver.port() + "/hook?id=8f3c1d52");
        assertThat(request.getJsonArray("query").getJsonObject(1).encode())
                .isEqualTo("{\"name\":\"to\",\"value\":\"+919812345678\"}");
        assertThat(request.getString("body")).isEqualTo("{\"status\":\"Delivered\"}");
        assertThat(request.getString("content_type")).isEqualTo("application/json");
        assertThat(header(request, "x-key")).isEqualTo("••••");
        assertThat(header(request, "webhook-id")).isEqualTo(tested.getString("callback_id"));
        assertThat(header(request, "webhook-signature")).startsWith("v1,");
        assertThat(response.getString("body")).isEqualTo("your key is ••••");
        assertThat(response.getBoolean("body_cut")).isFalse();
        assertThat(tested.getJsonObject("timings_ms").getDouble("total")).isPositive();
        assertThat(api.callbacks("profile_id=" + id)).isEmpty();
        assertThat(api.send("GET", "/v1/callbacks/" + tested.getString("callback_id"), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesAProfileThatIsNotSaved() {
        JsonObject unsaved = profile().put("data", new JsonObject("{\"status\": 1234567890123456789012345.50}"));
        unsaved.remove("title");

        JsonObject tested = json(api.send("POST", UNSAVED, unsaved.encode()));

        assertThat(tested.getString("verdict")).isEqualTo("delivered");
        assertThat(tested.getString("data_from")).isEqualTo("request");
        assertThat(tested.getString("signed_with")).contains("made for this test");
        assertThat(api.send("GET", "/v1/callback-profiles?title=untitled", "").body())
                .contains("\"data\":[]");
    }

    @Test
    void showsWhatWasTakenForWhat() {
        JsonObject body = new JsonObject()
                .put("type", "xml")
                .put("template", "<sms><status><=status></status><to><recipent></to><n><event></n></sms>");

        JsonObject tested =
                json(api.send("POST", UNSAVED, profile().put("body", body).encode()));

        JsonArray placeholders = tested.getJsonArray("placeholders");
        assertThat(placeholders).hasSize(5);
        assertThat(placeholders.getJsonObject(2).encode())
                .isEqualTo(
                        "{\"pointer\":\"/body/template\",\"character\":14,\"text\":\"<=status>\",\"path\":\"status\","
                                + "\"from\":\"data\",\"value\":\"Delivered\"}");
        assertThat(placeholders.getJsonObject(3).getString("from")).isEqualTo("missing");
        assertThat(placeholders.getJsonObject(4).getString("from")).isEqualTo("built_in");
        assertThat(placeholders.getJsonObject(4).getString("value")).isEqualTo("sms_send");
        assertThat(tested.getJsonArray("markup").encode()).isEqualTo("[\"sms\",\"status\",\"to\",\"n\"]");
        assertThat(tested.getJsonArray("warnings").getJsonObject(0).getString("detail"))
                .contains("did you mean recipient?");
    }

    @Test
    void makesUpDataWhereThereIsNoEvent() {
        JsonObject body = new JsonObject()
                .put("type", "json")
                .put("template", "{\"city\":\"<address.city>\",\"first\":\"<parts[0]>\",\"all\":\"<parts[n]>\"}");
        JsonObject chatbot = profile().put("channel", "default").put("body", body);
        chatbot.remove("query");

        JsonObject tested = json(api.send("POST", UNSAVED, chatbot.encode()));

        assertThat(tested.getString("data_from")).isEqualTo("placeholders");
        assertThat(tested.getJsonObject("data").encode())
                .isEqualTo("{\"id\":\"id\",\"address\":{\"city\":\"address.city\"},\"parts\":[\"parts[0]\"]}");
        assertThat(tested.getJsonObject("request").getString("body"))
                .isEqualTo("{\"city\":\"address.city\",\"first\":\"parts[0]\",\"all\":[\"parts[0]\"]}");
    }

    @Test
    void takesNumbersAsTheyCame() {
        String body = profile().encode().replaceFirst("\\{", "{\"data\":{\"status\":12345678901234567890.50},");

        JsonObject tested = json(api.send("POST", UNSAVED, body));

        assertThat(tested.getJsonObject("request").getString("body")).isEqualTo("{\"status\":12345678901234567890.50}");
    }

    @Test
    void takesTheChangesOfASavedProfile() {
        String id = created(profile());
        JsonObject shown = json(api.send("GET", "/v1/callback-profiles/" + id, ""));
        shown.put("method", "PUT");

        JsonObject tested = json(api.send("POST", UNSAVED, shown.encode()));

        Receiver.Request last = receiver.requests().get(receiver.requests().size() - 1);
        assertThat(tested.getString("signed_with")).isEqualTo("the profile's secret");
        assertThat(last.method()).isEqualTo("PUT");
        assertThat(last.header("x-key")).isEqualTo(KEY);
        assertThat(json(api.send("GET", "/v1/callback-profiles/" + id, "")).getString("method"))
                .isEqualTo("POST");
    }

    @Test
    void tellsWhatIsWrongWithTheRequest() {
        JsonObject masked = profile();
        masked.getJsonArray("headers").getJsonObject(0).put("value", "••••");
        refused(masked, "/headers/0/value", "no secret is stored");
        refused(profile().put("event", "sms_sent"), "/event", "did you mean sms_send?");
        refused(profile().put("event", "email_send"), "/event", "of the channel email");
        refused(profile().put("data", new JsonArray()), "/data", "must be an object");
        refused(profile().put("evnt", "sms_send"), "/evnt", "There is no field");
        refused(profile().put("id", "cbp_1"), "/id", "must be that of a saved profile");
        String id = created(profile());
        HttpResponse<String> unknown =
                api.send("POST", "/v1/callback-profiles/" + id + "/test", "{\"events\": \"sms_send\"}");
        assertThat(unknown.body()).contains("/events").contains("Did you mean \\\"event\\\"?");
        assertThat(api.send("POST", "/v1/callback-profiles/cbp_00000000000000000000000001/test", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void runsNoMoreAtOnceThanMayRun() {
        receiver.always(Scripts.hang());
        JsonObject slow = profile().put("timeout", "3s");
        int before = receiver.requests().size();
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> api.send("POST", UNSAVED, slow.encode()));
        Await.until("the first is under way", () -> receiver.requests().size() > before);

        HttpResponse<String> second = api.send("POST", UNSAVED, slow.encode());

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("retry-after")).isPresent();
        JsonObject tested =
                json(first.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join());
        assertThat(tested.getString("outcome")).isEqualTo("timed_out");
        assertThat(tested.getString("error")).isEqualTo("took longer than 3 s (waiting for the answer)");
        assertThat(Duration.ofMillis(
                        tested.getJsonObject("timings_ms").getDouble("total").longValue()))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        receiver.always(Scripts.answer(200, "ok"));
        assertThat(api.send("POST", UNSAVED, slow.encode()).statusCode()).isEqualTo(200);
    }

    private static void refused(JsonObject sent, String pointer, String words) {
        HttpResponse<String> answer = api.send("POST", UNSAVED, sent.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonArray errors = new JsonObject(answer.body()).getJsonArray("errors");
        assertThat(errors).as(answer.body()).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("pointer")).isEqualTo(pointer);
        assertThat(errors.getJsonObject(0).getString("detail")).contains(words);
    }

    private static String header(JsonObject request, String name) {
        return request.getJsonArray("headers").stream()
                .map(JsonObject.class::cast)
                .filter(header -> header.getString("name").equals(name))
                .map(header -> header.getString("value"))
                .findFirst()
                .orElse("");
    }

    private static String created(JsonObject profile) {
        return new JsonObject(api.send("POST", "/v1/callback-profiles", profile.encode())
                        .body())
                .getString("id");
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject profile() {
        return new JsonObject()
                .put("title", "Tested")
                .put("channel", "sms")
                .put("method", "POST")
                .put("url", "http://127.0.0.1:" + receiver.port() + "/hook?id=<id>")
                .put(
                        "query",
                        new JsonArray().add(new JsonObject().put("name", "to").put("value", "<recipient>")))
                .put(
                        "headers",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "x-key")
                                        .put("value", KEY)
                                        .put("secret", true)))
                .put("body", new JsonObject().put("type", "json").put("template", "{\"status\":\"<status>\"}"));
    }
}
