package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ringback.config.DatabaseUrl;
import dev.ringback.store.Database;
import dev.ringback.support.Api;
import dev.ringback.support.Await;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of real nodes, held against the attempts; and the mail they send. */
class ReportsIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final JsonObject ONE_RETRY =
            new JsonObject().put("retry", new JsonObject().put("schedule", new JsonArray().add("1s")));

    private final Vertx vertx = Vertx.vertx();
    private DatabaseUrl url;
    private Database database;

    @BeforeEach
    void open() {
        url = TestPostgres.fresh(ReportsIT.class);
        database = Await.result(Database.open(vertx, url, Database.Connections.of(4)));
    }

    @AfterEach
    void close() {
        Await.result(database.close().eventually(vertx::close));
    }

    @Test
    void theCsvEqualsTheAttemptsAfterAKillATakeOverAndAReplay() {
        try (var good = new CountingReceiver().delay(20);
                var bad = new CountingReceiver()
                        .answer(Collections.nCopies(100_000, 400).toArray(Integer[]::new));
                var survivor = node("reports-b").start();
                var victim = node("reports-a").start()) {
            Api api = survivor.api();
            String well = api.createProfile(good.url(), ONE_RETRY).getString("id");
            String ill = api.createProfile(bad.url(), ONE_RETRY).getString("id");
            var first = Load.start(victim.api(), well, 2_000);
            var second = Load.start(victim.api(), ill, 300);
            first.awaitEnd(LONG);
            second.awaitEnd(LONG);
            victim.kill9();
            Eventually.within(LONG, "all arrive", () -> good.hasAll(first.accepted()) && bad.hasAll(second.accepted()));
            api.waitUntilNoneWaits(LONG);
            replay(api, ill);
            api.waitUntilNoneWaits(LONG);

            List<String> csv = csv(api, "&profile_id=" + ill);
            assertThat(csv).isEqualTo(attempts(api, ill));
            assertThat(csv.stream()
                            .mapToInt(line -> Integer.parseInt(line.split(",")[3]))
                            .sum())
                    .isGreaterThanOrEqualTo(600);
            Eventually.within(LONG, "all is folded", () -> count("count_delta") == 0);
            assertThat(csv(api, "&profile_id=" + ill)).isEqualTo(attempts(api, ill));
            assertThat(csv(api, "&profile_id=" + well)).isEqualTo(attempts(api, well));
            var failing =
                    json(api, "GET", "/v1/reports/failing-profiles", "", 200).getJsonArray("data");
            assertThat(failing.getJsonObject(0).getString("profile_id")).isEqualTo(ill);
            JsonObject error = failing.getJsonObject(0).getJsonObject("last_error");
            assertThat(error.getInteger("http_status")).isEqualTo(400);
            assertThat(error.getString("message")).isEqualTo("the receiver answered 400");
        }
    }

    @Test
    void aReportIsSentWhenAskedForAndARecipientTurnsItOffByOneClick() throws Exception {
        var mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
        mails.start();
        try (var node = node("reports-mail")
                .with("mail.host", "127.0.0.1")
                .with("mail.port", Integer.toString(mails.getSmtp().getPort()))
                .with("mail.tls", "disabled")
                .start()) {
            Api api = node.api();
            String setting = "/v1/settings/callback-report";
            assertThat(json(api, "POST", setting + "/send", "", 409).getString("detail"))
                    .contains("No recipients");
            json(
                    api,
                    "PUT",
                    setting,
                    "{\"enabled\":true,\"frequency\":\"daily\",\"recipients\":[\"anna@example.com\",\"bert@example.com\"],"
                            + "\"time_zone\":\"Asia/Kolkata\"}",
                    200);
            json(api, "POST", setting + "/send", "", 202);
            Eventually.within(LONG, "both have it", () -> mails.getReceivedMessages().length == 2);

            var mail = Arrays.stream(mails.getReceivedMessages())
                    .filter(one -> to(one).equals("anna@example.com"))
                    .findFirst()
                    .orElseThrow();
            assertThat(mail.getSubject()).contains("so far");
            String link = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
            leave(api, setting, link);
        } finally {
            mails.stop();
        }
    }

    private static void leave(Api api, String setting, String link) throws Exception {
        Eventually.within(
                LONG,
                "it is known that both were sent",
                () -> json(api, "GET", setting, "", 200)
                        .getJsonArray("mails")
                        .encode()
                        .matches(".*\"state\":\"sent\".*\"state\":\"sent\".*"));
        assertThat(click(link.substring(0, link.length() - 3) + "AAA")).isEqualTo(404);
        // Programs that only look what is behind a link turn nothing off.
        assertThat(api.send("GET", URI.create(link).getPath(), "", "").body()).contains("anna@example.com");
        assertThat(json(api, "GET", setting, "", 200).getJsonArray("recipients"))
                .hasSize(2);
        assertThat(click(link)).isEqualTo(200);
        assertThat(json(api, "GET", setting, "", 200).getJsonArray("recipients"))
                .containsExactly("bert@example.com");
    }

    @Test
    void whatIsWrongIsToldWithItsField() {
        try (var node = node("reports-bad").start()) {
            Api api = node.api();
            String setting = "/v1/settings/callback-report";
            JsonObject problem = json(
                    api,
                    "PUT",
                    setting,
                    "{\"enabled\":true,\"frequency\":\"hourly\",\"recipients\":[\"no address\",\"a@example.com\",\"A@Example.com\"],"
                            + "\"time_zone\":\"Europe/Berln\"}",
                    400);
            assertThat(pointers(problem))
                    .containsExactlyInAnyOrder("/frequency", "/recipients/0", "/recipients/2", "/time_zone");
            assertThat(problem.encode()).contains("Did you mean \\\"Europe/Berlin\\\"?");
            assertThat(pointers(json(
                            api, "PUT", setting, "{\"enabled\":true,\"frequency\":\"daily\",\"recipients\":[]}", 400)))
                    .containsExactly("/recipients");
            assertThat(pointers(json(api, "GET", "/v1/reports/callbacks?interval=year&from=yesterday", "", 400)))
                    .containsExactlyInAnyOrder("/interval", "/from");
            assertThat(pointers(json(api, "GET", "/v1/reports/callbacks?interval=hour&from=2020-01-01", "", 400)))
                    .containsExactly("/interval");

            JsonObject shown = json(api, "GET", setting, "", 200);
            assertThat(shown.getBoolean("enabled")).isFalse();
            assertThat(shown.getJsonObject("mail").getBoolean("ready")).isFalse();
            assertThat(shown.getJsonObject("mail").getString("detail")).contains("mail.host");
            assertThat(json(api, "POST", setting + "/send", "", 409).getString("detail"))
                    .contains("mail.host");
        }
    }

    private NodeProcess.Plan node(String name) {
        String text = "postgresql://" + url.user() + ":"
                + encoded(url.password().value()) + "@" + url.host() + ":" + url.port() + "/" + url.database();
        return NodeProcess.named(name)
                .with("database.url", text)
                .with("secrets.key", Base64.getEncoder().encodeToString(new byte[32]));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void replay(Api api, String profile) {
        String body = new JsonObject()
                .put("profile_id", profile)
                .put("state", "failed")
                .put("from", Instant.now().minusSeconds(3600).toString())
                .encode();
        String id = json(api, "POST", "/v1/callbacks/replay", body, 202).getString("id");
        Eventually.within(
                LONG,
                "the replay is done",
                () -> json(api, "GET", "/v1/replays/" + id, "", 200)
                        .getString("state")
                        .equals("done"));
    }

    /** The lines without their head and without the latencies. */
    private static List<String> csv(Api api, String query) {
        String text = api.send("GET", "/v1/reports/callbacks?format=csv&interval=hour&from=" + range() + query, "")
                .body();
        return Arrays.stream(text.split("\r\n"))
                .skip(1)
                .map(line -> String.join(",", Arrays.copyOf(line.split(",", -1), 8)))
                .toList();
    }

    private static String range() {
        Instant hour = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        return hour.minusSeconds(7200) + "&to=" + hour.plusSeconds(7200);
    }

    private List<String> attempts(Api api, String profile) {
        List<String> lines = new ArrayList<>();
        JsonArray data = json(
                        api,
                        "GET",
                        "/v1/reports/callbacks?interval=hour&from=" + range() + "&profile_id=" + profile,
                        "",
                        200)
                .getJsonArray("data");
        for (Object each : data) {
            JsonObject line = (JsonObject) each;
            var row = Await.result(database.reads()
                            .preparedQuery("select count(*) filter (where a.verdict = 1) as delivered, "
                                    + "count(*) filter (where a.verdict = 2) as failed, count(*) filter (where a.verdict = 0) as retried "
                                    + "from attempt a join callback c on c.id = a.callback_id "
                                    + "where c.profile_id = $1 and a.finished_at >= $2 and a.finished_at < $3")
                            .execute(Tuple.of(
                                    dev.ringback.domain.ProfileId.parse(profile)
                                            .orElseThrow()
                                            .value(),
                                    time(line.getString("from")),
                                    time(line.getString("to")))))
                    .iterator()
                    .next();
            lines.add(line.getString("from") + "," + line.getString("to") + "," + row.getLong("delivered") + ","
                    + row.getLong("failed") + "," + row.getLong("retried") + ",0,0,0");
        }
        return lines;
    }

    private static OffsetDateTime time(String text) {
        return Instant.parse(text).atOffset(ZoneOffset.UTC);
    }

    private int count(String table) {
        return Await.result(database.reads()
                        .query("select count(*)::int as n from " + table)
                        .execute())
                .iterator()
                .next()
                .getInteger("n");
    }

    private static JsonObject json(Api api, String method, String path, String body, int status) {
        var answer = api.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static List<String> pointers(JsonObject problem) {
        return problem.getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }

    private static int click(String link) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(link))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static String to(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }
}
