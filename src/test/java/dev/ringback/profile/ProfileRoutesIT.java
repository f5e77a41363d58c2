package dev.ringback.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.VertxTimers;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Api;
import dev.ringback.http.Authentication;
import dev.ringback.http.Bodies;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Caller;
import dev.ringback.http.Edge;
import dev.ringback.http.HttpVerticle;
import dev.ringback.http.OpenApi;
import dev.ringback.http.Operation;
import dev.ringback.http.Revocations;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Profiles as an API client sees them. */
class ProfileRoutesIT {
    private static final String ALL = "/v1/callback-profiles";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ProfileWorld world;
    private static ProfileRoutes routes;
    private static HttpVerticle server;

    @BeforeAll
    static void open() {
        world = ProfileWorld.open(ProfileRoutesIT.class);
        ProfileWorld.Node node = world.node();
        routes = new ProfileRoutes(node.edit(), node.store());
        Caller caller = new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 1)), Set.of(Scope.ADMIN));
        server = new HttpVerticle("127.0.0.1", 0, Duration.ZERO, () -> {
            VertxTimers timers = new VertxTimers(world.vertx().getOrCreateContext());
            Authentication authentication = new Authentication(
                    key -> Future.succeededFuture(Optional.of(caller)),
                    new Revocations(),
                    InstantSource.system(),
                    timers);
            Bodies bodies = new Bodies(new BodyBudget(1 << 24), InstantSource.system(), timers);
            Edge edge = new Edge(authentication, bodies, new Random(1), failure -> false);
            return Api.of(world.vertx(), edge, List.of(routes)).site();
        });
        Await.result(world.vertx().deployVerticle(server));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aProfileLivesFromCreationToDeletion() {
        HttpResponse<String> created = send("POST", ALL, ProfileJsonTest.full());
        JsonObject profile = new JsonObject(created.body());
        String one = ALL + "/" + profile.getString("id");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(profile.getString("secret")).startsWith("whsec_");
        assertThat(created.headers().firstValue("etag")).hasValue("\"1\"");
        profile.remove("secret");
        profile.remove("warnings");
        assertThat(new JsonObject(send("GET", one).body())).isEqualTo(profile);
        assertThat(send("GET", one).body()).doesNotContain("s3cret");

        HttpResponse<String> patched = send("PATCH", one, new JsonObject().put("timeout", "2s"), "if-match", "\"1\"");
        assertThat(patched.statusCode()).isEqualTo(200);
        assertThat(patched.headers().firstValue("etag")).hasValue("\"2\"");
        assertThat(new JsonObject(patched.body()).getString("timeout")).isEqualTo("2s");

        assertThat(new JsonObject(send("POST", one + "/disable").body()).getString("state"))
                .isEqualTo("disabled");
        assertThat(new JsonObject(send("POST", one + "/enable").body()).getString("state"))
                .isEqualTo("active");
        assertThat(new JsonObject(send("POST", one + "/rotate-secret").body()).getString("secret"))
                .startsWith("whsec_");
        assertThat(send("DELETE", one).statusCode()).isEqualTo(204);
        assertThat(send("GET", one).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", one).statusCode()).isEqualTo(404);
    }

    @Test
    void whatMayBeAMistakeIsAWarning() {
        JsonObject sent = ProfileJsonTest.sound()
                .put("channel", "sms")
                .put("method", "GET")
                .put("body", null)
                .put("url", "https://example.com/?to=<recipent>");

        HttpResponse<String> created = send("POST", ALL, sent);

        JsonObject profile = new JsonObject(created.body());
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(profile.getJsonArray("warnings"))
                .isEqualTo(
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("pointer", "/url")
                                                .put(
                                                        "detail",
                                                        "<recipent> at character 25 is no variable of the channel sms; did you mean recipient?")));
        profile.remove("secret");
        HttpResponse<String> mended = send(
                "PATCH",
                ALL + "/" + profile.getString("id"),
                profile.copy().put("url", "https://example.com/?to=<recipient>"));
        assertThat(mended.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(mended.body()).containsKey("warnings")).isFalse();
    }

    @Test
    void anOldVersionIsRefused() {
        String one = ALL + "/" + create("Versioned");

        assertThat(send("PATCH", one, new JsonObject().put("title", "New title"), "if-match", "\"9\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("PATCH", one, new JsonObject().put("title", "New title"), "if-match", "W/\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("PATCH", one, new JsonObject().put("title", "New title"), "if-match", "*")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void faultsAreToldWithTheirPlaces() {
        JsonObject sent =
                ProfileJsonTest.sound().put("url", "http://192.168.0.1/").put("chanel", "sms");

        HttpResponse<String> refused = send("POST", ALL, sent);

        JsonArray errors = new JsonObject(refused.body()).getJsonArray("errors");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(errors.stream().map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder("/url", "/chanel");
        assertThat(refused.body()).contains("Did you mean \\\"channel\\\"?");
    }

    @Test
    void aListIsReadToItsEndByCursors() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(create("Listed " + i));
        }

        Set<String> listed = new HashSet<>();
        String cursor = "";
        do {
            JsonObject page = new JsonObject(
                    send("GET", ALL + "?limit=3&title=LISTED" + cursor).body());
            page.getJsonArray("data").forEach(row -> listed.add(((JsonObject) row).getString("id")));
            String next = page.getString("next_cursor");
            cursor = next == null ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());

        assertThat(listed).isEqualTo(made);
        assertThat(send("GET", ALL + "?state=broken").statusCode()).isEqualTo(400);
        assertThat(send("GET", ALL + "?cursor=abc").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsServedIsDescribed() {
        Set<Operation> described = new HashSet<>();
        OpenApi.of(List.of(routes)).operations().stream()
                .filter(operation -> operation.path().startsWith(ALL))
                .forEach(described::add);

        assertThat(described).hasSize(9);
    }

    private static String create(String title) {
        return new JsonObject(send("POST", ALL, ProfileJsonTest.sound().put("title", title))
                        .body())
                .getString("id");
    }

    private static HttpResponse<String> send(String method, String path) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
    }

    private static HttpResponse<String> send(String method, String path, JsonObject body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("content-type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body.encode()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.header("authorization", "Bearer x").build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }
}
