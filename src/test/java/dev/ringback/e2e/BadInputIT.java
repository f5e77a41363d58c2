package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node says to requests that it cannot accept. None of them changes anything, and a good one after them is as good as ever. */
class BadInputIT {
    private static final String UNKNOWN = "cbp_01kamx8q2mej7tkf9w3vdn4z5a";

    private static NodeProcess node;
    private static CountingReceiver receiver;
    private static Api api;
    private static String profile;

    @BeforeAll
    static void start() {
        node = NodeProcess.named("bad-input").start();
        receiver = new CountingReceiver();
        api = node.api();
        profile = api.createProfile(
                        receiver.url(), new JsonObject().put("channel", "sms").put("title", "The good one"))
                .getString("id");
    }

    @AfterAll
    static void close() {
        assertStillWell();
        node.close();
        receiver.close();
    }

    /** In the bodies P stands for the profile's id. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"profile_id\":\"P\",\"data\":{}    | 400 | broken-json     | ",
                "[]                                   | 400 | invalid-request | ",
                "{\"profile_id\":\"P\"}               | 400 | invalid-request | /data",
                "{\"profile_id\":\"P\",\"data\":1}    | 400 | invalid-request | /data",
                "{\"data\":{}}                        | 400 | invalid-request | /profile_id",
                "{\"profile_id\":\"P\",\"data\":{},\"dta\":{}}| 400 | invalid-request | /dta",
                "{\"profile_id\":7,\"data\":{}}       | 400 | invalid-request | /profile_id",
                "{\"profile_id\":\"nobody\",\"data\":{}} | 400 | invalid-request | /profile_id",
                "{\"profile_id\":\"" + UNKNOWN + "\",\"data\":{}} | 422 | unknown-profile | ",
                "{\"profile_id\":\"P\",\"event\":\"email_send\",\"data\":{}} | 400 | invalid-request | /event",
                "{\"profile_id\":\"P\",\"data\":{},\"expires_at\":\"soon\"}  | 400 | invalid-request | /expires_at",
                "{\"profile_id\":\"P\",\"data\":{},\"deliver_at\":\"2999-01-01T00:00:00Z\"} | 400 | invalid-request | /deliver_at",
                "{\"profile_id\":\"P\",\"data\":{},\"reference\":\"\\u0000\"} | 400 | invalid-request | /reference",
            })
    void aBadCallback(String body, int status, String type, String pointer) {
        assertRefused(
                api.send("POST", "/v1/callbacks", body.replace("\"P\"", '"' + profile + '"')), status, type, pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"title\":\"ab\"}                                       | /title",
                "{\"title\":7}                                            | /title",
                "{\"titel\":\"x\"}                                        | /titel",
                "{\"channel\":\"pigeon\"}                                 | /channel",
                "{\"method\":\"PATCH\"}                                   | /method",
                "{\"method\":\"GET\",\"body\":{\"type\":\"json\",\"template\":\"{}\"}} | /body",
                "{\"method\":\"PUT\",\"body\":{\"type\":\"text\",\"template\":\"x\"}}  | /body/type",
                "{\"body\":{\"type\":\"json\",\"template\":\"{\\\"a\\\":\"}}           | /body/template",
                "{\"body\":{\"type\":\"json\",\"template\":\"{\\\"a\\\":\\\"<parts[>\\\"}\"}} | /body/template",
                "{\"url\":\"nowhere\"}                                    | /url",
                "{\"url\":\"ftp://example.com/\"}                         | /url",
                "{\"url\":\"https://user:word@example.com/\"}             | /url",
                "{\"url\":\"https://<host>/\"}                            | /url",
                "{\"url\":\"https://example.com:<port>/\"}                | /url",
                "{\"headers\":[{\"name\":\"x-a\",\"value\":\"a\\r\\nb\"}]} | /headers/0/value",
                "{\"headers\":[{\"name\":\"not a name\",\"value\":\"a\"}]} | /headers/0/name",
                "{\"timeout\":\"-1s\"}                                    | /timeout",
                "{\"timeout\":\"1000h\"}                                  | /timeout",
                "{\"retry\":{\"schedule\":[\"1s\",\"100000d\"]}}          | /retry/schedule/1",
                "{\"max_in_flight\":0}                                    | /max_in_flight",
                "{\"success\":{\"http_status\":[\"9xx\"]}}                | /success/http_status/0",
            })
    void aBadProfile(String fields, String pointer) {
        var body = new JsonObject()
                .put("title", "Not to be made")
                .put("channel", "sms")
                .put("method", "POST")
                .put("url", "http://127.0.0.1:1/")
                .mergeIn(new JsonObject(fields));

        assertRefused(api.send("POST", "/v1/callback-profiles", body.encode()), 400, "invalid-request", pointer);

        assertThat(api.send("GET", "/v1/callback-profiles", "").body()).doesNotContain("Not to be made");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/callbacks?cursor=from-elsewhere, 400, invalid-request, /cursor",
        "/v1/callbacks?limit=0, 400, invalid-request, /limit",
        "/v1/callbacks?colour=red, 400, invalid-request, /colour",
        "/v1/callbacks/cb_01kamx9v1hf7ht2m0c8r4w5n6p, 404, not-found, ",
        "/v1/callback-profiles/" + UNKNOWN + ", 404, not-found, ",
        "/v1/nothing, 404, not-found, ",
    })
    void aBadQuestion(String path, int status, String type, String pointer) {
        assertRefused(api.send("GET", path, ""), status, type, pointer);
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        var answer = api.send("PUT", "/v1/callbacks", "{}");

        assertRefused(answer, 405, "method-not-allowed", null);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, POST");
    }

    @Test
    void whatIsTooLarge() {
        var large = new JsonObject().put("text", "x".repeat(300 << 10));
        assertRefused(api.trySubmit(profile, large), 413, "body-too-large", null);

        var huge = IntStream.range(0, 45)
                .mapToObj(i -> new JsonObject().put("text", "x".repeat(200 << 10)))
                .toList();
        assertRefused(api.submitBatch(profile, huge), 413, "body-too-large", null);

        var many = IntStream.range(0, 1001).mapToObj(i -> new JsonObject()).toList();
        assertRefused(api.submitBatch(profile, many), 400, "invalid-request", "/callbacks");
        assertRefused(api.submitBatch(profile, List.of()), 400, "invalid-request", "/callbacks");
    }

    @Test
    void whoHasNoKeyOrAWrongOne() {
        assertRefused(api.send("GET", "/v1/callbacks", "", "Bearer wrong"), 401, "unauthenticated", null);
        assertRefused(api.send("GET", "/v1/callbacks", "", "Basic dTpw"), 401, "unauthenticated", null);
    }

    @Test
    void aRevokedKeyIsNoKey() {
        var made = new JsonObject(api.send("POST", "/v1/api-keys", "{\"title\":\"Short lived\",\"scopes\":[\"read\"]}")
                .body());
        var other = new Api(api.baseUrl(), made.getString("secret"));
        assertThat(other.callbacks("limit=1")).isNotNull();
        assertRefused(
                other.send("POST", "/v1/callbacks", "{\"profile_id\":\"" + profile + "\",\"data\":{}}"),
                403,
                "forbidden",
                null);

        assertThat(api.send("DELETE", "/v1/api-keys/" + made.getString("id"), "")
                        .statusCode())
                .isEqualTo(204);

        assertRefused(other.send("GET", "/v1/callbacks", ""), 401, "unauthenticated", null);
    }

    @Test
    void aBadOneDoesNotSpoilItsBatch() {
        var callbacks = List.of(
                "{\"profile_id\":\"" + profile + "\",\"data\":{\"seq\":101}}",
                "{\"profile_id\":\"" + UNKNOWN + "\",\"data\":{\"seq\":102}}",
                "{\"profile_id\":\"" + profile + "\",\"data\":{\"seq\":103,\"nul\":\"\\u0000\",\"lone\":\"\\ud800\"}}",
                "{\"profile_id\":\"" + profile + "\",\"data\":[]}",
                "{\"profile_id\":\"" + profile + "\",\"data\":{\"seq\":104}}");

        var answer = api.send(
                "POST",
                "/v1/callbacks/batch",
                callbacks.stream().collect(Collectors.joining(",", "{\"callbacks\":[", "]}")));

        assertThat(answer.statusCode()).isEqualTo(202);
        var single = new JsonObject(answer.body()).getJsonArray("data");
        for (int good : new int[] {0, 2, 4}) {
            var id = single.getJsonObject(good).getString("id");
            assertThat(api.waitUntilFinal(id, Duration.ofSeconds(10)).getString("state"))
                    .isEqualTo("delivered");
        }
        assertThat(single.getJsonObject(1).getJsonObject("problem").getString("type"))
                .endsWith("/unknown-profile");
        assertThat(single.getJsonObject(3).getJsonObject("problem").getJsonArray("errors"))
                .hasSize(1);
        assertThat(receiver.counts()).containsKeys(101, 103, 104).doesNotContainKey(102);
    }

    @Test
    void anAddressThatIsForbiddenIsNeverCalled() {
        try (var careful = NodeProcess.named("careful")
                .with("delivery.allow_private_networks", "false")
                .start()) {
            var body = new JsonObject()
                    .put("title", "Forbidden")
                    .put("channel", "default")
                    .put("method", "POST")
                    .put("url", receiver.url());

            assertRefused(
                    careful.api().send("POST", "/v1/callback-profiles", body.encode()), 400, "invalid-request", "/url");
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String type, String pointer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + type);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        if (pointer != null) {
            assertThat(problem.getJsonArray("errors"))
                    .extracting(error -> ((JsonObject) error).getString("pointer"))
                    .containsExactly(pointer);
        }
    }

    private static void assertStillWell() {
        var id = api.submit(profile, new JsonObject().put("seq", 1));
        assertThat(api.waitUntilFinal(id, Duration.ofSeconds(10)).getString("state"))
                .isEqualTo("delivered");
    }
}
