package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.Eventually;
import dev.ringback.support.Http;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page does with a real node: it signs in, and watches callbacks pass by. */
class PageSessionIT {
    private static NodeProcess node;
    private static Api api;
    private static Http http;

    @BeforeAll
    static void start() {
        node = NodeProcess.named("page-session")
                .with("bootstrap.admin_email", "ana@example.com")
                .with("bootstrap.admin_password", "correct horse battery")
                .with("live.account_streams_max", "1")
                .start();
        api = node.api();
        http = new Http(api.baseUrl());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void theAdministratorOfTheSettingsWatchesACallbackFromItsAcceptanceToItsDelivery() {
        String cookie = signIn();
        JsonObject inbox = new JsonObject(api.send("POST", "/v1/inboxes", "{}").body());
        String profile = api.createProfile(inbox.getString("url"));
        String other = api.createProfile(inbox.getString("url"));
        HttpResponse<InputStream> stream = open(cookie, "?profile_id=" + profile);
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        List<JsonObject> seen = read(stream);

        String unseen = api.submit(other, new JsonObject());
        String id = api.submit(profile, new JsonObject());

        Eventually.within(
                Duration.ofSeconds(20),
                "the callback is seen delivered",
                () -> seen.stream().anyMatch(each -> each.getString("state").equals("delivered")));
        assertThat(seen)
                .extracting(each -> each.getString("id"))
                .containsOnly(id)
                .doesNotContain(unseen);
        assertThat(seen.get(0).getString("state")).isEqualTo("waiting");
        assertThat(seen.get(0).getValue("last_attempt")).isNull();
        JsonObject attempt = seen.get(seen.size() - 1).getJsonObject("last_attempt");
        assertThat(attempt.getInteger("http_status")).isEqualTo(200);
        assertThat(attempt.getInteger("number")).isEqualTo(1);

        Http.Reply oneMore = http.send("GET", "/v1/live/callbacks", "", "cookie", cookie);
        assertThat(oneMore.status()).isEqualTo(429);
        assertThat(http.send("GET", "/v1/live/callbacks?stat=waiting", "", "cookie", cookie)
                        .error(0)
                        .getString("detail"))
                .contains("Did you mean \"state\"?");
        close(stream);
        Eventually.within(Duration.ofSeconds(20), "the place is free again", () -> {
            HttpResponse<InputStream> again = open(cookie, "");
            close(again);
            return again.statusCode() == 200;
        });
    }

    @Test
    void tellsHowTheNodeIsAndWhatWaitsForWhom() {
        String cookie = signIn();
        JsonObject inbox = new JsonObject(api.send("POST", "/v1/inboxes", "{\"answer\":{\"http_status\":503}}")
                .body());
        String profile = api.createProfile(inbox.getString("url"));
        String unused = api.submit(profile, new JsonObject());

        JsonObject slow = Eventually.value(
                Duration.ofSeconds(20),
                "the callback waits",
                () -> system(cookie).getJsonArray("slow_receivers").stream()
                        .map(JsonObject.class::cast)
                        .filter(each -> each.getString("profile_id").equals(profile))
                        .findFirst());

        JsonObject system = system(cookie);
        JsonObject own = system.getJsonArray("nodes").getJsonObject(0);
        assertThat(slow.getInteger("waiting")).isEqualTo(1);
        assertThat(slow.getString("title")).isEqualTo("End to end");
        assertThat(own.getBoolean("this")).isTrue();
        assertThat(own.getString("state")).isEqualTo("alive");
        assertThat(system.getJsonObject("backlog").getInteger("waiting")).isPositive();
        assertThat(system.getJsonObject("backlog").getBoolean("capped")).isFalse();
        assertThat(system.getString("version")).isNotEmpty();
        assertThat(http.send("GET", "/v1/live/system?x=1", "", "cookie", cookie).status())
                .isEqualTo(400);
    }

    private static JsonObject system(String cookie) {
        return http.send("GET", "/v1/system", "", "cookie", cookie).json();
    }

    private static String signIn() {
        Http.Reply reply =
                http.post("/v1/session", "{\"email\":\"ana@example.com\",\"password\":\"correct horse battery\"}");
        assertThat(reply.status()).isEqualTo(200);
        return reply.header("set-cookie").split(";", 2)[0];
    }

    private static HttpResponse<InputStream> open(String cookie, String query) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(api.baseUrl() + "/v1/live/callbacks" + query))
                                    .header("cookie", cookie)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void close(HttpResponse<InputStream> stream) {
        try {
            stream.body().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What its events of callbacks say, as they come. */
    private static List<JsonObject> read(HttpResponse<InputStream> stream) {
        List<JsonObject> seen = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> {
            Optional<String> event = Optional.empty();
            Scanner lines = new Scanner(stream.body(), StandardCharsets.UTF_8);
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("event: ")) {
                    event = Optional.of(line.substring("event: ".length()));
                } else if (line.startsWith("data: ") && event.equals(Optional.of("callback"))) {
                    seen.add(new JsonObject(line.substring("data: ".length())));
                }
            }
        });
        reader.setDaemon(true);
        reader.start();
        return seen;
    }
}
