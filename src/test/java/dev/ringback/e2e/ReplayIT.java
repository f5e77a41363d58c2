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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayIT {
    private static final int COUNT = 5_000;
    private static final int BATCH = 500;
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final JsonObject ONE_ATTEMPT =
            new JsonObject().put("retry", new JsonObject().put("schedule", new JsonArray()));

    private final Instant start = Instant.now().minusSeconds(5);

    @Test
    void aReplayGoesOnAfterAKillAndRepeatsEachOnce() {
        var plan = NodeProcess.named("replay-kill").with("replay.rate", "1000");
        // No circuit breaker takes offence at 400.
        try (var receiver =
                new CountingReceiver().answer(Collections.nCopies(COUNT, 400).toArray(Integer[]::new))) {
            String profile;
            String replay;
            try (var first = plan.start()) {
                profile = first.api().createProfile(receiver.url(), ONE_ATTEMPT).getString("id");
                submit(first.api(), profile, COUNT);
                Api api = first.api();
                String asked = profile;
                Eventually.within(LONG, "all have failed", () -> count(api, asked, "failed") == COUNT);
                replay = replay(api, profile, "failed").getString("id");
                String id = replay;
                Eventually.within(LONG, "some are repeated", () -> replayed(api, id) >= COUNT / 4);
                first.kill9();
            }
            try (var second = plan.start()) {
                Api api = second.api();
                String id = replay;
                Eventually.within(
                        LONG, "the replay is done", () -> state(api, id).equals("done"));
                api.waitUntilNoneWaits(LONG);

                assertRepeatedOnce(api, profile, replay);
                assertThat(receiver.counts()).hasSize(COUNT);
                assertThat(receiver.counts().values()).allMatch(times -> times >= 2);
            }
        }
    }

    @Test
    void whatWasSkippedIsReplayedAndACancelledReplayCanBeAskedForAgain() {
        try (var node = NodeProcess.named("replay-skipped")
                        .with("replay.rate", "200")
                        .start();
                var receiver = new CountingReceiver()) {
            var api = node.api();
            var profile = api.createProfile(receiver.url(), ONE_ATTEMPT).getString("id");
            api(api, "POST", "/v1/callback-profiles/" + profile + "/disable", "", 200);
            submit(api, profile, 1_000);

            assertThat(api(
                                    api,
                                    "POST",
                                    "/v1/callbacks/replay",
                                    wish(profile, "skipped").encode(),
                                    409)
                            .getString("detail"))
                    .contains("disabled");
            api(api, "POST", "/v1/callback-profiles/" + profile + "/enable", "", 200);
            assertThat(count(api, profile, "skipped")).isEqualTo(1_000);
            assertThat(api.callbacks("state=waiting&profile_id=" + profile)).isEmpty();

            int made = cancelMidway(api, profile);
            api.waitUntilNoneWaits(LONG);
            assertThat(receiver.counts()).hasSize(made);

            repeatTheRest(api, profile, 1_000 - made);
            assertThat(receiver.counts()).hasSize(1_000);
            assertThat(receiver.counts().values()).allMatch(times -> times == 1);
        }
    }

    private void repeatTheRest(Api api, String profile, int count) {
        var rest = replay(api, profile, "skipped");
        var id = rest.getString("id");
        assertThat(rest.getInteger("count")).isEqualTo(count);

        Eventually.within(LONG, "the rest is done", () -> state(api, id).equals("done"));
        api.waitUntilNoneWaits(LONG);

        assertThat(api(api, "POST", "/v1/replays/" + id + "/cancel", "", 409).getString("detail"))
                .contains("done");
        assertThat(api(api, "GET", "/v1/replays?limit=1", "", 200).getJsonArray("data"))
                .containsExactly(api(api, "GET", "/v1/replays/" + id, "", 200));
    }

    /** Answers how many it had repeated. */
    private int cancelMidway(Api api, String profile) {
        var replay = replay(api, profile, "skipped");
        var id = replay.getString("id");
        assertThat(replay.getString("state")).isEqualTo("running");
        assertThat(replay.getInteger("count")).isEqualTo(1_000);
        assertThat(api(
                                api,
                                "POST",
                                "/v1/callbacks/replay",
                                wish(profile, "skipped").encode(),
                                409)
                        .getString("detail"))
                .contains(id);
        Eventually.within(LONG, "some are repeated", () -> replayed(api, id) >= 200);

        var cancelled = api(api, "POST", "/v1/replays/" + id + "/cancel", "", 200);

        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(cancelled.getInteger("replayed")).isBetween(200, 950);
        assertThat(api(api, "POST", "/v1/replays/" + id + "/cancel", "", 200)).isEqualTo(cancelled);
        return cancelled.getInteger("replayed");
    }

    /** The receiver takes some 80 a second, and the replay would like to give it 500. */
    @Test
    void freshCallbacksDoNotWaitForAReplay() {
        var slow = ONE_ATTEMPT.copy().put("max_in_flight", 4);
        try (var node = NodeProcess.named("replay-fresh").start();
                var receiver = new CountingReceiver().delay(50)) {
            var api = node.api();
            var profile = api.createProfile(receiver.url(), slow).getString("id");
            api(api, "POST", "/v1/callback-profiles/" + profile + "/disable", "", 200);
            submit(api, profile, 1_500);
            api(api, "POST", "/v1/callback-profiles/" + profile + "/enable", "", 200);
            var id = replay(api, profile, "skipped").getString("id");
            Eventually.within(LONG, "some are repeated", () -> replayed(api, id) >= 200);

            List<Duration> waited = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                var fresh = api.submit(profile, new JsonObject().put("seq", 100_000 + i));
                var callback = api.waitUntilFinal(fresh, LONG);
                assertThat(callback.getString("state")).isEqualTo("delivered");
                var attempt = callback.getJsonArray("attempts").getJsonObject(0);
                waited.add(Duration.between(
                        Instant.parse(callback.getString("accepted_at")),
                        Instant.parse(attempt.getString("started_at"))));
            }

            assertThat(state(api, id)).as("the replay is still at work").isEqualTo("running");
            assertThat(waited).allMatch(time -> time.compareTo(Duration.ofSeconds(2)) < 0);
        }
    }

    private void assertRepeatedOnce(Api api, String profile, String replay) {
        var done = api(api, "GET", "/v1/replays/" + replay, "", 200);
        assertThat(done.getInteger("count")).isEqualTo(COUNT);
        assertThat(done.getBoolean("count_is_exact")).isTrue();
        assertThat(done.getInteger("replayed")).isEqualTo(COUNT);
        Map<String, Integer> repeats = new HashMap<>();
        for (JsonObject copy : all(api, "profile_id=" + profile + "&state=delivered")) {
            repeats.merge(copy.getString("replay_of"), 1, Integer::sum);
        }
        assertThat(repeats).hasSize(COUNT);
        assertThat(repeats.values()).allMatch(times -> times == 1);
        assertThat(all(api, "profile_id=" + profile + "&state=failed"))
                .hasSize(COUNT)
                .allMatch(original -> repeats.containsKey(original.getString("id")))
                .allMatch(original -> original.getString("replay_of") == null);
        assertThat(count(api, profile, "failed")).isZero();
    }

    private static void submit(Api api, String profile, int count) {
        for (int from = 0; from < count; from += BATCH) {
            List<JsonObject> batch = IntStream.range(from, Math.min(count, from + BATCH))
                    .mapToObj(i -> new JsonObject().put("seq", i))
                    .toList();
            assertThat(api.submitBatch(profile, batch).statusCode()).isEqualTo(202);
        }
    }

    private JsonObject wish(String profile, String state) {
        return new JsonObject()
                .put("profile_id", profile)
                .put("state", state)
                .put("from", start.toString())
                .put("to", start.plusSeconds(3600).toString());
    }

    private JsonObject replay(Api api, String profile, String state) {
        return api(api, "POST", "/v1/callbacks/replay", wish(profile, state).encode(), 202);
    }

    private int count(Api api, String profile, String state) {
        String dry = wish(profile, state).put("dry_run", true).encode();
        return api(api, "POST", "/v1/callbacks/replay", dry, 200).getInteger("count");
    }

    private static int replayed(Api api, String replay) {
        return api(api, "GET", "/v1/replays/" + replay, "", 200).getInteger("replayed");
    }

    private static String state(Api api, String replay) {
        return api(api, "GET", "/v1/replays/" + replay, "", 200).getString("state");
    }

    private static JsonObject api(Api api, String method, String path, String body, int status) {
        var answer = api.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private static List<JsonObject> all(Api api, String query) {
        List<JsonObject> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page = api(api, "GET", "/v1/callbacks?limit=100&" + query + cursor, "", 200);
            page.getJsonArray("data").forEach(one -> all.add((JsonObject) one));
            String next = page.getString("next_cursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return all;
    }
}
