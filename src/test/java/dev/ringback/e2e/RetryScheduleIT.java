package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.CountingReceiver;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleIT {
    /** The look for due callbacks, and a machine that is busy with other tests. */
    private static final Duration SLACK = Duration.ofMillis(1500);

    @Test
    void theScheduleIsFollowedInTime() {
        try (var node = NodeProcess.named("retry-schedule").start();
                var receiver = new CountingReceiver().answer(503, 503)) {
            var api = node.api();
            var schedule =
                    new JsonObject().put("retry", new JsonObject().put("schedule", new JsonArray(List.of("1s", "2s"))));
            var profile = api.createProfile(receiver.url(), schedule).getString("id");

            var id = api.submit(profile, new JsonObject().put("seq", 1));
            var callback = api.waitUntilFinal(id, Duration.ofSeconds(20));

            assertThat(callback.getString("state")).isEqualTo("delivered");
            assertThat(receiver.counts()).containsEntry(1, 3);
            var attempts = callback.getJsonArray("attempts").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            assertThat(attempts)
                    .extracting(attempt -> attempt.getInteger("number"))
                    .containsExactly(1, 2, 3);
            assertThat(attempts)
                    .extracting(attempt -> attempt.getInteger("http_status"))
                    .containsExactly(503, 503, 200);
            assertThat(attempts.get(0).getString("request")).contains("/hook").contains("\"seq\":1");
            assertThat(attempts.get(0).getString("response")).contains("503");
            assertWaited(attempts.get(0), attempts.get(1), Duration.ofSeconds(1));
            assertWaited(attempts.get(1), attempts.get(2), Duration.ofSeconds(2));
        }
    }

    @Test
    void whatFailsToTheLastIsFailed() {
        try (var node = NodeProcess.named("retry-exhausted").start();
                var receiver = new CountingReceiver().answer(500, 500)) {
            var api = node.api();
            var schedule =
                    new JsonObject().put("retry", new JsonObject().put("schedule", new JsonArray(List.of("1s"))));
            var profile = api.createProfile(receiver.url(), schedule).getString("id");

            var id = api.submit(profile, new JsonObject().put("seq", 1));
            var callback = api.waitUntilFinal(id, Duration.ofSeconds(20));

            assertThat(callback.getString("state")).isEqualTo("failed");
            assertThat(callback.getJsonArray("attempts")).hasSize(2);
            assertThat(api.callbacks("state=failed&profile_id=" + profile))
                    .extracting(failed -> failed.getString("id"))
                    .containsExactly(id);
        }
    }

    /** The wait begins when the outcome is known; up to a tenth is added by chance. */
    private static void assertWaited(JsonObject before, JsonObject after, Duration wait) {
        var known = Instant.parse(before.getString("started_at")).plusMillis(before.getInteger("duration_ms"));
        var waited = Duration.between(known, Instant.parse(after.getString("started_at")));
        assertThat(waited)
                .isBetween(wait.minusMillis(5), wait.plus(wait.dividedBy(10)).plus(SLACK));
    }
}
