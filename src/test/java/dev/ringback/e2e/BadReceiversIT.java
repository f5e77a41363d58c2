package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.Api;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.RudeReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadReceiversIT {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int SLACK_MILLIS = 1_500;

    private static NodeProcess node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = NodeProcess.named("bad-receivers").start();
        api = node.api();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachMannerEndsWithinTheTimeLimit(RudeReceiver.Manner manner) {
        try (var receiver = new RudeReceiver(manner)) {
            var id = api.submit(profile(receiver), new JsonObject().put("seq", 1));

            var callback = api.waitUntilFinal(id, Duration.ofSeconds(15));

            var attempts = callback.getJsonArray("attempts");
            assertThat(attempts).hasSize(1);
            var attempt = attempts.getJsonObject(0);
            assertThat(attempt.getInteger("duration_ms")).isLessThan(TIMEOUT_MILLIS + SLACK_MILLIS);
            switch (manner) {
                case HANGS, TRICKLES -> assertThat(attempt.getString("outcome")).isEqualTo("timed_out");
                case CLOSES_EARLY, TALKS_GARBAGE ->
                    assertThat(attempt.getString("outcome")).isEqualTo("broken");
                case SENDS_ENDLESS_HEADERS ->
                    assertThat(attempt.getString("outcome")).isIn("broken", "timed_out");
                // Its status came, and no more than the bound of its body is read.
                case SENDS_AN_ENDLESS_BODY ->
                    assertThat(attempt.getInteger("http_status")).isEqualTo(200);
            }
        }
    }

    @Test
    void aReceiverThatIsNotThereIsUnreachable() {
        String url;
        try (var gone = new CountingReceiver()) {
            url = gone.url();
        }
        var id = api.submit(profile(url), new JsonObject().put("seq", 1));

        var attempt = api.waitUntilFinal(id, Duration.ofSeconds(15))
                .getJsonArray("attempts")
                .getJsonObject(0);

        assertThat(attempt.getString("outcome")).isEqualTo("unreachable");
        assertThat(attempt.getString("error")).isNotEmpty();
        assertThat(attempt.getInteger("http_status")).isNull();
    }

    @Test
    void aGoodReceiverBesideThemIsNotDelayed() {
        var rude = new ArrayList<RudeReceiver>();
        try (var receiver = new CountingReceiver()) {
            for (var manner : RudeReceiver.Manner.values()) {
                rude.add(new RudeReceiver(manner));
            }
            var good = api.createProfile(receiver.url());
            for (var each : rude) {
                submit(profile(each), 300);
            }

            submit(good, 100);

            Eventually.within(Duration.ofSeconds(3), "the good one has all", () -> receiver.distinct() == 100);
            assertThat(api.callbacks("state=waiting"))
                    .as("the rude ones still keep it busy")
                    .isNotEmpty();
        } finally {
            rude.forEach(RudeReceiver::close);
        }
    }

    private static void submit(String profile, int count) {
        List<JsonObject> data = IntStream.range(0, count)
                .mapToObj(seq -> new JsonObject().put("seq", seq))
                .toList();
        assertThat(api.submitBatch(profile, data).statusCode()).isEqualTo(202);
    }

    private static String profile(RudeReceiver receiver) {
        return profile(receiver.url());
    }

    private static String profile(String url) {
        return api.createProfile(
                        url,
                        new JsonObject()
                                .put("max_in_flight", 500)
                                .put("timeout", TIMEOUT_MILLIS / 1000 + "s")
                                .put("retry", new JsonObject().put("schedule", new JsonArray())))
                .getString("id");
    }
}
