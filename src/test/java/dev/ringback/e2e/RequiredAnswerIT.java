package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Await;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.Receiver;
import dev.ringback.support.Scripts;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredAnswerIT {
    private static final String LONG = "x".repeat(3000);

    @Test
    void whatLacksTheAnswerIsTriedAgainAndTheAnswerIsKeptWhole() {
        Vertx vertx = Vertx.vertx();
        try (var node = NodeProcess.named("required-answer").start();
                var receiver = Receiver.start(vertx)) {
            receiver.next(Scripts.answer(200, ""), Scripts.answer(200, "{\"reply\":null}"));
            receiver.always(Scripts.answer(200, "{\"reply\":\"" + LONG + "\"}"));
            JsonObject fields = new JsonObject()
                    .put(
                            "response",
                            new JsonObject().put("required", true).put("fields", new JsonArray(List.of("reply"))))
                    .put("retry", new JsonObject().put("schedule", new JsonArray(List.of("100ms", "100ms"))));
            String url = "http://127.0.0.1:" + receiver.port() + "/bot";
            String profile = node.api().createProfile(url, fields).getString("id");

            String id = node.api().submit(profile, new JsonObject().put("text", "Hello"));
            JsonObject callback = node.api().waitUntilFinal(id, Duration.ofSeconds(20));

            assertThat(callback.getString("state")).isEqualTo("delivered");
            List<JsonObject> attempts = callback.getJsonArray("attempts").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            assertThat(attempts)
                    .extracting(attempt -> attempt.getString("error"))
                    .containsExactly(
                            "the answer has no body, which the profile requires",
                            "the answer has no value at reply, which the profile requires",
                            null);
            assertThat(attempts.get(2).getString("response")).contains(LONG);
        } finally {
            Await.result(vertx.close());
        }
    }
}
