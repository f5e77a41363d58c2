package dev.ringback.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.InboxId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.http.BodyBudget;
import dev.ringback.http.Caller;
import dev.ringback.http.Revocations;
import dev.ringback.store.Database;
import dev.ringback.store.Migrations;
import dev.ringback.store.Passing;
import dev.ringback.store.PgInboxRequests;
import dev.ringback.store.PgInboxes;
import dev.ringback.support.Await;
import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import dev.ringback.support.TestPostgres;
import dev.ringback.support.TestSite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inboxes, from the call to PostgreSQL and back. */
class InboxIT {
    private static final Map<String, Caller> KEYS = Map.of(
            "admin", new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 1)), Set.of(Scope.ADMIN)),
            "publisher", new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 2)), Set.of(Scope.PUBLISH)),
            "reader", new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 3)), Set.of(Scope.READ)),
            "stranger", new Caller(new AccountId("acc_other"), new KeyId(new UUID(0, 4)), Set.of(Scope.READ)));

    private static final Vertx vertx = Vertx.vertx();
    private static final SystemAmbient ambient = new SystemAmbient();
    private static Database database;
    private static TestSite site;
    private static Http admin;

    @BeforeAll
    static void start() {
        database = TestPostgres.open(vertx, InboxIT.class);
        assertThat(Await.result(new Migrations(database, "sql/migrations", ambient.clock()).apply()))
                .isNotEmpty();
        site = TestSite.start(
                vertx,
                ambient,
                new TestSite.Parts(
                        hash -> Future.succeededFuture(KEYS.entrySet().stream()
                                .filter(key -> KeyHash.of(key.getKey()).equals(hash))
                                .map(Map.Entry::getValue)
                                .findFirst()),
                        new Revocations(),
                        new BodyBudget(10 << 20),
                        Passing::is,
                        () -> List.of(routes(new PgInboxRequests(database)))));
        admin = site.http().as("admin");
    }

    @AfterAll
    static void stop() {
        site.close();
        Await.result(database.close());
        Await.result(vertx.close());
    }

    private static InboxRoutes routes(InboxRequests requests) {
        var here = ambient.on(vertx.getOrCreateContext());
        var inboxes = new PgInboxes(database);
        return new InboxRoutes(
                new EditInboxes(inboxes, requests, here.clock(), ambient.ids()),
                new ReceiveRequests(
                        inboxes,
                        new RecordRequests(requests, 10_000, 32 << 20),
                        new ReceiveRequests.Loop(here.clock(), ambient.ids(), here.timers())),
                InboxAddress.below("http://127.0.0.1:8080/"));
    }

    private static String inbox(String body) {
        Reply reply = admin.post("/v1/inboxes", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().getString("id");
    }

    private static List<JsonObject> requests(String id) {
        return admin.get("/v1/inboxes/" + id + "/requests?limit=100").json().getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void anInboxAnswersAtOnceUnlessToldOtherwise() {
        Reply plain = admin.post("/v1/inboxes", "");
        Reply told = admin.post("/v1/inboxes", "{\"answer\":{\"http_status\":503,\"delay\":\"100ms\"}}");

        assertThat(plain.json().getJsonObject("answer"))
                .isEqualTo(new JsonObject().put("http_status", 200).put("delay", "0s"));
        assertThat(plain.json().getString("url"))
                .isEqualTo("http://127.0.0.1:8080/inbox/" + plain.json().getString("id"));
        assertThat(told.json().getJsonObject("answer").getString("delay")).isEqualTo("100ms");
        long before = System.nanoTime();
        assertThat(site.http()
                        .post("/inbox/" + told.json().getString("id"), "x")
                        .status())
                .isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(95));
        assertThat(admin.get("/v1/inboxes").body()).contains(told.json().getString("id"));
    }

    @Test
    void keepsWhatCameNewestFirst() {
        String id = inbox("");
        Http anybody = site.http();
        assertThat(anybody.send("POST", "/inbox/" + id + "/a/b?x=1&y=%20", "héllo\n", "x-one", "1")
                        .status())
                .isEqualTo(200);
        assertThat(anybody.send("BREW", "/inbox/" + id, "").status()).isEqualTo(200);

        List<JsonObject> all = requests(id);

        assertThat(all).extracting(request -> request.getString("method")).containsExactly("BREW", "POST");
        JsonObject post = all.get(1);
        assertThat(post.getString("path")).isEqualTo("/inbox/" + id + "/a/b");
        assertThat(post.getString("query")).isEqualTo("x=1&y=%20");
        assertThat(post.getString("body")).isEqualTo("héllo\n");
        assertThat(post.getJsonArray("headers").encode().toLowerCase(java.util.Locale.ROOT))
                .contains("{\"name\":\"x-one\",\"value\":\"1\"}");
        assertThat(Instant.parse(post.getString("received_at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(all.get(0).containsKey("query")).isFalse();
    }

    @Test
    void showsABodyThatIsNoTextInBase64() {
        String id = inbox("");
        String head = "PUT /inbox/" + id + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n";
        byte[] bytes = (head + "\u00ff\u0000").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Http.raw(site.port(), bytes)).startsWith("HTTP/1.1 200 ");

        assertThat(requests(id).get(0).getString("body_base64")).isEqualTo("/wA=");
        assertThat(requests(id).get(0).containsKey("body")).isFalse();
    }

    @Test
    void refusesLargeBodiesAndUnknownInboxes() {
        String id = inbox("");

        assertThat(site.http().post("/inbox/" + id, "a".repeat((256 << 10) + 1)).problem())
                .isEqualTo("body-too-large");
        assertThat(site.http()
                        .post("/inbox/" + new InboxId(new UUID(1, 1)), "a")
                        .problem())
                .isEqualTo("not-found");
        assertThat(site.http().post("/inbox/7", "a").status()).isEqualTo(404);
        assertThat(requests(id)).isEmpty();
        assertThat(site.http().post("/inbox/" + id, "a".repeat(256 << 10)).status())
                .isEqualTo(200);
    }

    @Test
    void onlyItsAccountLooksIntoAnInbox() {
        String id = inbox("");
        String path = "/v1/inboxes/" + id + "/requests";

        assertThat(site.http().as("stranger").get(path).status()).isEqualTo(404);
        assertThat(site.http().as("reader").get(path).status()).isEqualTo(200);
        assertThat(site.http().as("publisher").get(path).status()).isEqualTo(403);
        assertThat(site.http().as("reader").post("/v1/inboxes", "").status()).isEqualTo(403);
        assertThat(site.http().get("/v1/inboxes").status()).isEqualTo(401);
        assertThat(admin.get("/v1/inboxes/7/requests").status()).isEqualTo(404);
        assertThat(admin.send("DELETE", path, "").header("allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"answer\":{\"http_status\":100}}      | /answer/http_status",
                "{\"answer\":{\"http_status\":\"ok\"}}   | /answer/http_status",
                "{\"answer\":{\"http_status\":200.5}}    | /answer/http_status",
                "{\"answer\":{\"delay\":\"2m\"}}         | /answer/delay",
                "{\"answer\":{\"delay\":\"-1s\"}}        | /answer/delay",
                "{\"answer\":{\"delay\":5}}              | /answer/delay",
                "{\"answer\":{\"status\":200}}           | /answer/status",
                "{\"answer\":7}                          | /answer",
                "{\"anwser\":{}}                         | /anwser"
            })
    void saysWhatIsWrongWithAnInbox(String body, String pointer) {
        Reply reply = admin.post("/v1/inboxes", body);

        assertThat(reply.problem()).isEqualTo("invalid-request");
        assertThat(reply.error(0).getString("pointer")).isEqualTo(pointer);
    }

    @Test
    void keepsTheNewestOfEachInboxAndNoneForLong() {
        var inboxes = new PgInboxes(database);
        var store = new PgInboxRequests(database);
        var ids = ambient.ids();
        Inbox busy = Await.result(
                new EditInboxes(inboxes, store, ambient.clock(), ids).create(AccountId.DEFAULT, 200, Duration.ZERO));
        Inbox calm = Await.result(
                new EditInboxes(inboxes, store, ambient.clock(), ids).create(AccountId.DEFAULT, 200, Duration.ZERO));
        List<InboxRequest> many = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            many.add(request(ids.uuid(), busy.id(), i));
        }
        many.add(request(ids.uuid(), calm.id(), 0));
        many.add(request(new UUID(0x7000, 1L << 63), calm.id(), 1));
        Await.result(store.add(many));

        Await.result(store.trim(200, Instant.now().minusSeconds(86_400)));

        assertThat(Await.result(store.list(busy.id(), Optional.empty(), 300)))
                .hasSize(200)
                .first()
                .extracting(InboxRequest::target)
                .isEqualTo("/204");
        assertThat(Await.result(store.list(calm.id(), Optional.empty(), 300))).hasSize(1);
    }

    private static InboxRequest request(UUID id, InboxId inbox, int number) {
        return new InboxRequest(
                id,
                inbox,
                Instant.EPOCH,
                "GET",
                "/" + number,
                List.of(new InboxRequest.HeaderLine("a", "\"b\"")),
                new byte[] {1});
    }

    @Test
    void pagesThroughRequests() {
        String id = inbox("");
        for (int i = 0; i < 5; i++) {
            assertThat(site.http().post("/inbox/" + id + "/" + i, "").status()).isEqualTo(200);
        }
        String path = "/v1/inboxes/" + id + "/requests?limit=2";

        Reply first = admin.get(path);
        Reply second = admin.get(path + "&cursor=" + first.json().getString("next_cursor"));
        Reply third = admin.get(path + "&cursor=" + second.json().getString("next_cursor"));

        assertThat(second.json().getJsonArray("data").getJsonObject(0).getString("path"))
                .endsWith("/2");
        assertThat(third.json().getJsonArray("data")).hasSize(1);
        assertThat(third.json().getValue("next_cursor")).isNull();
        String other =
                "/v1/inboxes/" + inbox("") + "/requests?cursor=" + first.json().getString("next_cursor");
        assertThat(admin.get(other).error(0).getString("pointer")).isEqualTo("/cursor");
    }

    @Test
    void takesThousandsAtOnce() {
        String id = inbox("");
        var client = vertx.createHttpClient();
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            calls.add(client.request(HttpMethod.POST, site.port(), "127.0.0.1", "/inbox/" + id)
                    .compose(HttpClientRequest::send)
                    .compose(answer -> answer.end().map(answer.statusCode())));
        }

        assertThat(Await.result(Future.all(calls)).<Integer>list()).containsOnly(200);
        Await.result(client.close());
        var stored = new PgInboxRequests(database).list(InboxId.parse(id).orElseThrow(), Optional.empty(), 5000);
        assertThat(Await.result(stored)).hasSize(3000);
    }
}
