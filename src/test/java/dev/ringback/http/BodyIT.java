package dev.ringback.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Http;
import dev.ringback.support.Http.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How bodies are read, and how refused, against a real server. */
class BodyIT {
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
        assertThat(site.budget().freeBytes()).isEqualTo(EdgeSite.BUDGET_BYTES);
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
        assertThat(site.budget().freeBytes()).isEqualTo(EdgeSite.BUDGET_BYTES);
    }

    @Test
    void answersAtOnceToOneWhoWaitsToBeToldToGoOn() {
        String head = "PUT /small HTTP/1.1\r\nhost: x\r\nauthorization: Bearer reader\r\nexpect: 100-continue\r\n"
                + "content-length: 5000\r\n\r\n";

        assertThat(Http.raw(site.port(), head.getBytes(StandardCharsets.UTF_8))).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void allBodiesTogetherHaveABound() {
        Reply reply = http.send("PUT", "/large", " ".repeat(EdgeSite.BUDGET_BYTES + 1));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("1");
        assertThat(http.send("PUT", "/large", " ".repeat(EdgeSite.BUDGET_BYTES)).status())
                .isEqualTo(200);
        assertThat(site.budget().freeBytes()).isEqualTo(EdgeSite.BUDGET_BYTES);
    }

    @Test
    void hotOperationsGetTheCallerAndTheBody() {
        Reply reply = http.post("/hot", "{}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEqualTo("default 2");
    }
}
