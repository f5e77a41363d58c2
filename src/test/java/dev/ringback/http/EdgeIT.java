package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.support.Await;
import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import dev.ringback.support.TestSite;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every route gets from the edge, against a real server. */
class EdgeIT {
    private static final int SMALL = 1000;
    private static final int BUDGET = 2_000_000;
    private static final Map<String, Set<Scope>> KEYS =
            Map.of("reader", Set.of(Scope.READ), "admin", Set.of(Scope.ADMIN));

    private static final Vertx vertx = Vertx.vertx();
    private static final BodyBudget budget = new BodyBudget(BUDGET);
    private static final AtomicInteger lookups = new AtomicInteger();
    private static volatile boolean databaseAway;
    private static TestSite site;
    private static Http http;

    @BeforeAll
    static void start() {
        site = TestSite.start(
                vertx,
                new SystemAmbient(),
                new TestSite.Parts(
                        EdgeIT::lookUp,
                        new Revocations(),
                        budget,
                        failure -> failure instanceof IllegalArgumentException,
                        () -> List.of(new Sample())));
        http = site.http().as("reader");
    }

    @AfterAll
    static void stop() {
        site.close();
        Await.result(vertx.close());
    }

    private static Future<Optional<Caller>> lookUp(KeyHash hash) {
        lookups.incrementAndGet();
        if (databaseAway) {
            return Future.failedFuture(new IllegalArgumentException("away"));
        }
        Optional<Caller> caller = KEYS.entrySet().stream()
                .filter(key -> KeyHash.of(key.getKey()).equals(hash))
                .map(key -> new Caller(AccountId.DEFAULT, new KeyId(new UUID(0, 1)), key.getValue()))
                .findFirst();
        Promise<Optional<Caller>> later = Promise.promise();
        vertx.runOnContext(turn -> later.complete(caller));
        return later.future();
    }

    /** Routes of no stage. */
    private static final class Sample implements Routes {
        @Override
        public void mount(Api api) {
            api.get("/things", Scope.READ, exchange -> {
                        QueryFields query = exchange.query();
                        PageRequest page = query.page("things");
                        query.check();
                        return Future.succeededFuture(page.answer(
                                List.of("a", "b", "c").subList(0, Math.min(3, page.rows())),
                                text -> new JsonObject().put("id", text),
                                text -> text));
                    })
                    .get("/others", Scope.READ, exchange -> {
                        QueryFields query = exchange.query();
                        PageRequest page = query.page("others");
                        query.check();
                        return Future.succeededFuture(
                                page.answer(List.<String>of(), text -> new JsonObject(), text -> text));
                    })
                    .post("/things/{id}", Scope.READ, exchange -> {
                        JsonFields fields = exchange.json();
                        String title = fields.text("title", 3, 10);
                        int size = fields.integer("size", 1, 5, 1);
                        fields.check();
                        return Future.succeededFuture(Answer.created(new JsonObject()
                                .put("id", exchange.path("id"))
                                .put("title", title)
                                .put("size", size)));
                    })
                    .add(new Operation(HttpMethod.PUT, "/small"), Scope.READ, SMALL, EdgeIT::length)
                    .add(new Operation(HttpMethod.PUT, "/large"), Scope.READ, 8 << 20, EdgeIT::length)
                    .post("/admin", Scope.ADMIN, EdgeIT::length)
                    .hot(
                            new Operation(HttpMethod.POST, "/hot"),
                            Scope.READ,
                            SMALL,
                            (request, caller, body) -> request.response()
                                    .setStatusCode(202)
                                    .end(Buffer.buffer(caller.account() + " " + body.length())))
                    .open("/bug", exchange -> {
                        throw new IllegalStateException("select secret from database");
                    })
                    .open("/away", exchange -> Future.failedFuture(new IllegalArgumentException("connection refused")));
        }

        @Override
        public String description() {
            return "openapi/base.yaml";
        }
    }

    private static Future<Answer> length(Exchange exchange) {
        return Future.succeededFuture(
                Answer.ok(new JsonObject().put("length", exchange.body().length())));
    }

    @Test
    void everyAnswerNamesItsRequest() {
        Reply own = http.get("/things");
        Reply given = http.send("GET", "/things", "", "x-request-id", "publisher-7/3");
        Reply insane = http.send("GET", "/things", "", "x-request-id", "a b\tc");

        assertThat(own.header("x-request-id")).matches("[0-9a-z]{16}");
        assertThat(given.header("x-request-id")).isEqualTo("publisher-7/3");
        assertThat(insane.header("x-request-id")).matches("[0-9a-z]{16}");
        assertThat(http.get("/nothing").header("x-request-id")).isNotEmpty();
    }

    @Test
    void refusesUnknownAddressesAndMethods() {
        Reply nothing = http.get("/nothing");
        Reply method = http.send("PATCH", "/things", "");
        Reply hot = http.get("/hot");

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.problem()).isEqualTo("not-found");
        assertThat(nothing.json().getString("request_id")).isEqualTo(nothing.header("x-request-id"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.problem()).isEqualTo("method-not-allowed");
        assertThat(method.header("allow")).isEqualTo("GET, HEAD");
        assertThat(hot.header("allow")).isEqualTo("POST");
    }

    @Test
    void refusesAnAddressThatIsNotEncodedAsItShouldBe() {
        String answer = Http.raw(
                site.port(),
                "GET /things?limit=%zz HTTP/1.1\r\nhost: x\r\nauthorization: Bearer reader\r\nconnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        String path = Http.raw(
                site.port(),
                "GET /thi%zzngs HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/malformed-http");
        assertThat(path).startsWith("HTTP/1.1 400 ").contains("/problems/malformed-http");
    }

    @Test
    void refusesWhatIsNotHttpAndTooMuchOfIt() {
        String garbage = Http.raw(site.port(), "hello?\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        String line = Http.raw(
                site.port(), ("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        String headers = Http.raw(
                site.port(),
                ("GET / HTTP/1.1\r\nhost: x\r\nx: " + "a".repeat(17_000) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(garbage).contains(" 400 ").contains("/problems/malformed-http", "x-request-id");
        assertThat(line).contains(" 414 ").contains("/problems/uri-too-long");
        assertThat(headers).contains(" 431 ").contains("/problems/headers-too-large");
    }

    @Test
    void answersHeadWithoutABody() {
        Reply head = http.send("HEAD", "/things", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("content-length"))
                .isEqualTo(String.valueOf(http.get("/things").body().length()));
    }

    @Test
    void asksForAKeyAndSaysWhatIsWrongWithIt() {
        Reply none = site.http().get("/things");
        Reply basic = site.http().send("GET", "/things", "", "authorization", "Basic abc");
        Reply unknown = site.http().as("stranger").get("/things");
        Reply weak = http.post("/admin", "{}");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.problem()).isEqualTo("unauthenticated");
        assertThat(none.header("www-authenticate")).startsWith("Bearer");
        assertThat(basic.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("www-authenticate")).contains("invalid_token");
        assertThat(weak.status()).isEqualTo(403);
        assertThat(weak.problem()).isEqualTo("forbidden");
        assertThat(weak.json().getString("detail")).contains("admin");
    }

    @Test
    void looksAKeyUpOnceAndAWrongOneNotEachTime() {
        assertThat(http.get("/things").status()).isEqualTo(200);
        int before = lookups.get();

        for (int i = 0; i < 20; i++) {
            assertThat(http.get("/things").status()).isEqualTo(200);
            assertThat(site.http().as("wrong").get("/things").status()).isEqualTo(401);
        }

        assertThat(lookups.get() - before).isBetween(1, 10);
    }

    @Test
    void whileTheDatabaseIsAwayAnUnknownKeyIsNotCalledWrong() {
        databaseAway = true;
        try {
            Reply reply = site.http().as("maybe").get("/things");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("unavailable");
            assertThat(reply.header("retry-after")).isEqualTo("1");
        } finally {
            databaseAway = false;
        }
    }

    @Test
    void tellsAllThatIsWrongWithABody() {
        Reply reply = http.post("/things/7", "{\"titel\": \"a\", \"size\": \"big\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("invalid-request");
        assertThat(reply.json().getJsonArray("errors")).hasSize(3);
        assertThat(reply.error(0).getString("detail")).isEqualTo("title is required.");
        assertThat(reply.error(1))
                .isEqualTo(new JsonObject()
                        .put("pointer", "/size")
                        .put("detail", "size must be a whole number, not a text."));
        assertThat(reply.error(2).getString("pointer")).isEqualTo("/titel");
        assertThat(reply.error(2).getString("detail")).endsWith("Did you mean \"title\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": \"abc\",}      | line 1, column 17",
                "{\"title\":\\n \"abc       | line 2",
                "{\"title\": \"abc\"} x     | line 1, column 1",
                "{\"title\": \"abc\", \"title\": \"abd\"} | Duplicate",
                "[1]                        | not an array",
                "nothing                    | line 1"
            })
    void tellsWhereJsonIsBroken(String body, String expected) {
        Reply reply = http.post("/things/7", body.replace("\\n", "\n"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isIn("broken-json", "invalid-request");
        assertThat(reply.json().getString("detail")).contains(expected);
    }

    @Test
    void refusesAMissingBodyAndABodyThatIsNotUtf8() {
        Reply none = http.post("/things/7", "");
        String latin = Http.raw(
                site.port(),
                ("POST /things/7 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer reader\r\nconnection: close\r\n"
                                + "content-length: 15\r\n\r\n{\"title\":\"abé\"}")
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(none.problem()).isEqualTo("broken-json");
        assertThat(latin).startsWith("HTTP/1.1 400 ").contains("/problems/broken-json");
    }

    @Test
    void takesOnlyJson() {
        String body = "{\"title\": \"abc\"}";

        assertThat(http.send("POST", "/things/7", body, "content-type", "text/xml")
                        .problem())
                .isEqualTo("unsupported-media-type");
        assertThat(http.send("POST", "/things/7", body, "content-type", "application/json; charset=latin1")
                        .status())
                .isEqualTo(415);
        assertThat(http.send("POST", "/things/7", body, "content-type", "Application/JSON; charset=\"UTF-8\"")
                        .status())
                .isEqualTo(201);
        assertThat(http.send("POST", "/things/7", body, "content-type", "application/merge-patch+json")
                        .status())
                .isEqualTo(201);
        assertThat(http.post("/things/7", body).status()).isEqualTo(201);
    }

    @Test
    void clientsSeeTheRefusalOfALargeBody() {
        String large = " ".repeat(20_000_000);

        assertThat(http.send("PUT", "/small", large).problem()).isEqualTo("body-too-large");
        assertThat(site.http().send("PUT", "/small", large).problem()).isEqualTo("unauthenticated");
        assertThat(http.post("/hot", large).status()).isEqualTo(413);
        assertThat(http.post("/nothing", large).status()).isEqualTo(404);
        assertThat(budget.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void refusesAChunkedBodyWhenItHasGrownTooLarge() {
        String chunk = "3e8\r\n" + "a".repeat(1000) + "\r\n";
        String head = " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer reader\r\nconnection: close\r\n"
                + "transfer-encoding: chunked\r\n\r\n";

        String fits =
                Http.raw(site.port(), ("PUT /small" + head + chunk + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        String tooLarge = Http.raw(
                site.port(), ("PUT /small" + head + chunk.repeat(50) + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(fits).contains("{\"length\":1000}");
        assertThat(tooLarge).startsWith("HTTP/1.1 413 ");
        assertThat(budget.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void answersAtOnceToOneWhoWaitsToBeToldToGoOn() {
        String head = "PUT /small HTTP/1.1\r\nhost: x\r\nauthorization: Bearer reader\r\nexpect: 100-continue\r\n"
                + "content-length: 5000\r\n\r\n";

        assertThat(Http.raw(site.port(), head.getBytes(StandardCharsets.UTF_8))).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void allBodiesTogetherHaveABound() {
        Reply reply = http.send("PUT", "/large", " ".repeat(BUDGET + 1));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("1");
        assertThat(http.send("PUT", "/large", " ".repeat(BUDGET)).status()).isEqualTo(200);
        assertThat(budget.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void hotOperationsGetTheCallerAndTheBody() {
        Reply reply = http.post("/hot", "{}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEqualTo("default 2");
    }

    @Test
    void pagesWithCursorsOfTheListAlone() {
        Reply first = http.get("/things?limit=2");
        String cursor = first.json().getString("next_cursor");

        assertThat(first.json().getJsonArray("data")).hasSize(2);
        assertThat(http.get("/things?cursor=" + cursor).status()).isEqualTo(200);
        for (String path : List.of(
                "/others?cursor=" + cursor, "/things?cursor=AAAA", "/things?cursor=!", "/things?cursor=x" + cursor)) {
            assertThat(http.get(path).error(0).getString("pointer")).as(path).isEqualTo("/cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0,/limit", "limit=101,/limit", "limit=x,/limit", "limit=1&limit=2,/limit", "limt=1,/limt"})
    void refusesOddQueries(String query, String pointer) {
        Reply reply = http.get("/things?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error(0).getString("pointer")).isEqualTo(pointer);
    }

    @Test
    void bugsTellNothingButTheRequestsId() {
        Reply reply = http.get("/bug");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.problem()).isEqualTo("internal");
        assertThat(reply.body()).doesNotContain("select").doesNotContain("at dev.");
        assertThat(reply.json().getString("request_id")).isEqualTo(reply.header("x-request-id"));
        assertThat(http.get("/away").status()).isEqualTo(503);
    }
}
