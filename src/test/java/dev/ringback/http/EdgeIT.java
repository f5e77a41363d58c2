package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every route gets from the edge, against a real server. */
class EdgeIT {
    private static EdgeSite site;
    private static Http http;

    @BeforeAll
    static void start() {
        site = EdgeSite.start();
        http = site.http().as("reader");
    }

    @AfterAll
    static void stop() {
        site.close();
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
        int before = site.lookups();

        for (int i = 0; i < 20; i++) {
            assertThat(http.get("/things").status()).isEqualTo(200);
            assertThat(site.http().as("wrong").get("/things").status()).isEqualTo(401);
        }

        assertThat(site.lookups() - before).isBetween(1, 10);
    }

    @Test
    void whileTheDatabaseIsAwayAnUnknownKeyIsNotCalledWrong() {
        site.databaseIsAway(true);
        try {
            Reply reply = site.http().as("maybe").get("/things");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("unavailable");
            assertThat(reply.header("retry-after")).isEqualTo("1");
        } finally {
            site.databaseIsAway(false);
        }
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
