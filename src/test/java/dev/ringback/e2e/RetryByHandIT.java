package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RetryByHandIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static NodeProcess node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = NodeProcess.named("retry-by-hand").start();
        api = node.api();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static JsonObject schedule(String... waits) {
        return new JsonObject().put("retry", new JsonObject().put("schedule", new JsonArray(List.of(waits))));
    }

    private static JsonObject ask(String method, String path, int status) {
        var answer = api.send(method, path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static JsonObject retry(String id, int status) {
        return ask("POST", "/v1/callbacks/" + id + "/retry", status);
    }

    private static JsonObject cancel(String id, int status) {
        return ask("POST", "/v1/callbacks/" + id + "/cancel", status);
    }

    @Test
    void aFailedOneIsTriedAtOnceAndThenByItsScheduleFromTheBeginning() {
        try (var receiver = new CountingReceiver().answer(400, 400, 400)) {
            var profile = api.createProfile(receiver.url(), schedule("1s")).getString("id");
            var id = api.submit(profile, new JsonObject().put("seq", 1));
            assertThat(api.waitUntilFinal(id, LIMIT).getString("state")).isEqualTo("failed");

            var again = retry(id, 202);

            assertThat(again.getString("id")).isEqualTo(id);
            assertThat(again.getString("state")).isEqualTo("waiting");
            var delivered = api.waitUntilFinal(id, LIMIT);
            assertThat(delivered.getString("state")).isEqualTo("delivered");
            assertThat(delivered.getJsonArray("attempts").stream()
                            .map(JsonObject.class::cast)
                            .map(attempt -> attempt.getInteger("number")))
                    .containsExactly(1, 2, 3, 4);
            assertThat(receiver.arrivals().stream()
                            .map(arrival -> arrival.headers().get("webhook-id")))
                    .containsOnly(id);
            assertThat(retry(id, 409).getString("detail")).contains("was delivered", "replay");
            assertThat(cancel(id, 409).getString("detail")).contains("delivered already");
        }
    }

    @Test
    void aScheduledOneIsCancelledAndRetriedAfterAll() {
        try (var receiver = new CountingReceiver()) {
            var profile = api.createProfile(receiver.url());
            var submitted = api.send(
                    "POST",
                    "/v1/callbacks",
                    new JsonObject()
                            .put("profile_id", profile)
                            .put("data", new JsonObject().put("seq", 1))
                            .put("deliver_at", Instant.now().plusSeconds(3600).toString())
                            .encode());
            var id = new JsonObject(submitted.body()).getString("id");
            assertThat(retry(id, 409).getString("detail")).contains("waits");

            assertThat(cancel(id, 200).getString("state")).isEqualTo("cancelled");
            assertThat(cancel(id, 200).getString("error")).isEqualTo("it was cancelled");
            assertThat(api.callbacks("state=cancelled&profile_id=" + profile))
                    .extracting(one -> one.getString("id"))
                    .containsExactly(id);

            retry(id, 202);
            assertThat(api.waitUntilFinal(id, LIMIT).getString("state")).isEqualTo("delivered");
            assertThat(receiver.counts()).containsEntry(1, 1);
        }
    }

    @Test
    void whatIsBeingDeliveredIsNeitherCancelledNorRetried() {
        try (var receiver = new CountingReceiver().delay(3000)) {
            var profile = api.createProfile(receiver.url());
            var id = api.submit(profile, new JsonObject().put("seq", 1));
            Eventually.within(LIMIT, "it has arrived", () -> receiver.distinct() == 1);

            assertThat(cancel(id, 409).getString("detail")).contains("being delivered");
            assertThat(retry(id, 409).getString("detail")).contains("being delivered");
            assertThat(api.waitUntilFinal(id, LIMIT).getString("state")).isEqualTo("delivered");
        }
    }

    @Test
    void aRetryNeedsAProfileThatIsCalled() {
        try (var receiver = new CountingReceiver()) {
            var profile = api.createProfile(receiver.url());
            ask("POST", "/v1/callback-profiles/" + profile + "/disable", 200);
            var id = api.submit(profile, new JsonObject().put("seq", 1));

            assertThat(retry(id, 409).getString("detail")).contains("disabled");
            ask("POST", "/v1/callback-profiles/" + profile + "/enable", 200);
            retry(id, 202);
            assertThat(api.waitUntilFinal(id, LIMIT).getString("state")).isEqualTo("delivered");
            ask("POST", "/v1/callbacks/cb_01kamx9v1hf7ht2m0c8r4w5n6p/retry", 404);
            ask("POST", "/v1/callbacks/cb_nonsense/cancel", 404);
        }
    }

    @Test
    void aRetriedOneSurvivesAKill() {
        var plan = NodeProcess.named("retry-kill");
        try (var receiver = new CountingReceiver().answer(400)) {
            String id;
            try (var first = plan.start()) {
                var profile =
                        first.api().createProfile(receiver.url(), schedule()).getString("id");
                id = first.api().submit(profile, new JsonObject().put("seq", 1));
                first.api().waitUntilFinal(id, LIMIT);
                receiver.delay(20_000);
                first.api().send("POST", "/v1/callbacks/" + id + "/retry", "");
                Eventually.within(
                        LIMIT, "it is in flight", () -> receiver.counts().get(1) == 2);
                first.kill9();
            }
            receiver.delay(0);
            try (var second = plan.start()) {
                assertThat(second.api().waitUntilFinal(id, LIMIT).getString("state"))
                        .isEqualTo("delivered");
            }
        }
    }
}
