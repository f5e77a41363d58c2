package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TokenServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens of a real node: one that runs out every five seconds under a thousand callbacks a second, and one that is not to be had. */
class TokensUnderLoadIT {
    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final int BATCHES = 120;
    private static final int BATCH = 100;
    private static final long BATCH_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    @Test
    void theServerIsAskedOnceForEachTokenAndNoCallbackFails() {
        try (var node = NodeProcess.named("tokens").start();
                var server = new TokenServer(LIFETIME, "token-")) {
            Api api = node.api();
            String profile = profile(api, server, new JsonObject().put("max_in_flight", 256));

            long begin = System.nanoTime();
            for (int i = 0; i < BATCHES; i++) {
                List<JsonObject> data = IntStream.range(i * BATCH, (i + 1) * BATCH)
                        .mapToObj(seq -> new JsonObject().put("seq", seq))
                        .toList();
                assertThat(api.submitBatch(profile, data).statusCode()).isEqualTo(202);
                LockSupport.parkNanos(begin + (i + 1) * BATCH_EVERY - System.nanoTime());
            }
            Eventually.within(Duration.ofSeconds(10), "all are delivered", () -> server.taken() >= BATCHES * BATCH);
            double seconds = (System.nanoTime() - begin) / 1e9;

            // Renewed a tenth of its life early; the first and the last are cut off by the test's own ends.
            assertThat(server.asked()).isBetween(2, (int) Math.ceil(seconds / 4.5) + 1);
            assertThat(server.refused()).isZero();
            api.waitUntilNoneWaits(Duration.ofSeconds(10));
            assertThat(api.callbacks("state=failed&limit=1")).isEmpty();
        }
    }

    @Test
    void callbacksWaitForATokenServerThatIsAwayAndSayWhy() {
        try (var node = NodeProcess.named("tokens-away").start();
                var server = new TokenServer(LIFETIME, "token-")) {
            server.away(true);
            Api api = node.api();
            JsonObject retry = new JsonObject("{\"retry\": {\"schedule\": [\"1s\", \"2s\", \"4s\"]}}");
            String id = api.submit(profile(api, server, retry), new JsonObject().put("seq", 1));
            Eventually.within(
                    Duration.ofSeconds(10),
                    "an attempt is recorded",
                    () -> !api.callback(id).getJsonArray("attempts").isEmpty());
            server.away(false);

            JsonObject callback = api.waitUntilFinal(id, Duration.ofSeconds(15));

            assertThat(callback.getString("state")).isEqualTo("delivered");
            JsonObject first = callback.getJsonArray("attempts").getJsonObject(0);
            assertThat(first.getString("outcome")).isEqualTo("no_token");
            assertThat(first.getString("error")).isEqualTo("not sent: the token server answered with the status 503");
            assertThat(server.taken()).isEqualTo(1);
            assertThat(server.refused()).isZero();
        }
    }

    private static String profile(Api api, TokenServer server, JsonObject more) {
        JsonObject auth = new JsonObject()
                .put("type", "oauth2")
                .put("url", server.tokenUrl())
                .put("client_id", "client")
                .put("client_secret", "hunter2hunter2");
        return api.createProfile(server.receiverUrl(), more.copy().put("auth", auth))
                .getString("id");
    }
}
