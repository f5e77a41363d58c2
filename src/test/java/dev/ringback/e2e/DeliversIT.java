package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Signature;
import dev.ringback.domain.SigningSecret;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.NodeProcess;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliversIT {
    @Test
    void aCallbackArrivesSignedAndIsRecorded() {
        try (var node = NodeProcess.named("delivers").start();
                var receiver = new CountingReceiver()) {
            var api = node.api();
            var profile = api.createProfile(receiver.url(), new JsonObject());
            var data = new JsonObject().put("seq", 1).put("text", "Grüße, \u0000 and 𝄞");

            var id = api.submit(profile.getString("id"), data);
            var callback = api.waitUntilFinal(id, Duration.ofSeconds(10));

            assertThat(callback.getString("state")).isEqualTo("delivered");
            assertThat(callback.getJsonObject("data")).isEqualTo(data);
            assertThat(callback.getJsonArray("attempts")).hasSize(1);
            var attempt = callback.getJsonArray("attempts").getJsonObject(0);
            assertThat(attempt.getInteger("number")).isEqualTo(1);
            assertThat(attempt.getInteger("http_status")).isEqualTo(200);
            assertThat(attempt.getString("outcome")).isEqualTo("answered");

            assertThat(receiver.arrivals()).hasSize(1);
            var arrival = receiver.arrivals().get(0);
            var body = new JsonObject(Buffer.buffer(arrival.body()));
            assertThat(body.getString("id")).isEqualTo(id);
            assertThat(body.getJsonObject("data")).isEqualTo(data);
            assertThat(body.getString("timestamp")).isEqualTo(callback.getString("accepted_at"));
            assertThat(arrival.headers())
                    .containsEntry("webhook-id", id)
                    .containsEntry("content-type", "application/json")
                    .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("Ringback/"));
            assertSigned(
                    arrival, SigningSecret.parse(profile.getString("secret")).orElseThrow());
        }
    }

    private static void assertSigned(CountingReceiver.Arrival arrival, SigningSecret secret) {
        long timestamp = Long.parseLong(arrival.headers().get("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(timestamp))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(arrival.headers().get("webhook-signature"))
                .isEqualTo(new Signature(List.of(secret))
                        .header(arrival.headers().get("webhook-id"), timestamp, arrival.body()));
    }
}
