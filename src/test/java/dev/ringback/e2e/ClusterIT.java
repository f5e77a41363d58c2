package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bus.Topics;
import dev.ringback.client.JoinCluster;
import dev.ringback.support.Await;
import dev.ringback.support.ClusterPlan;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes that have joined each other, one of them with little room, and a third on their database with another secret. */
class ClusterIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final ClusterPlan CLUSTER = new ClusterPlan(TestPostgres.fresh(ClusterIT.class), 3);
    private static final NodeProcess.Plan BUSY = CLUSTER.node("cluster-busy", 0)
            .with("delivery.in_flight_max", "4")
            .with("delivery.line_max", "10")
            .with("backlog.claim_max", "10")
            .with("node.event_loops", "1");
    private static final NodeProcess.Plan IDLE = CLUSTER.node("cluster-idle", 1);
    private static final NodeProcess.Plan STRANGER =
            CLUSTER.node("cluster-stranger", 2).with("cluster.secret", "another secret");
    private static NodeProcess busy;
    private static NodeProcess idle;
    private static NodeProcess stranger;

    @BeforeAll
    static void start() {
        busy = BUSY.start();
        var starting = CompletableFuture.supplyAsync(STRANGER::start);
        idle = IDLE.start();
        stranger = starting.join();
    }

    @AfterAll
    static void stop() {
        for (NodeProcess node : List.of(stranger, idle, busy)) {
            node.close();
        }
    }

    @Test
    void aChangedProfileIsLiveOnTheOtherNodeWithinASecond() {
        try (var receiver = new CountingReceiver()) {
            String profile = busy.api().createProfile(receiver.url());
            assertThat(state(idle, profile)).isEqualTo("waiting");

            busy.api().send("POST", "/v1/callback-profiles/" + profile + "/disable", "");

            Eventually.within(
                    Duration.ofSeconds(1),
                    "the other node skips",
                    () -> state(idle, profile).equals("skipped"));
        }
    }

    @Test
    void anIdleNodeDeliversWhatTheOtherHasNoRoomFor() {
        try (var receiver = new CountingReceiver().delay(200)) {
            String profile = busy.api().createProfile(receiver.url());
            double before = metric(idle, "ringback_attempts_total\\{outcome=\"answered\"}");

            // By itself, the node with four places would take fifteen seconds.
            Load load = Load.start(busy.api(), profile, 300);
            load.awaitEnd(SOON);

            Eventually.within(Duration.ofSeconds(12), "all arrive", () -> receiver.hasAll(load.accepted()));
            // The stranger takes its part too, over the database.
            assertThat(metric(idle, "ringback_attempts_total\\{outcome=\"answered\"}") - before)
                    .isGreaterThan(30);
        }
    }

    @Test
    void noMessageBetweenNodesIsOnThePathOfACallback() {
        try (var receiver = new CountingReceiver()) {
            String profile = idle.api().createProfile(receiver.url());
            double before = metric(idle, "ringback_between_sent_total");

            Load load = Load.start(idle.api(), profile, 300);
            load.awaitEnd(SOON);

            Eventually.within(SOON, "all arrive", () -> receiver.hasAll(load.accepted()));
            assertThat(before).isPositive();
            assertThat(metric(idle, "ringback_between_sent_total")).isEqualTo(before);
        }
    }

    @Test
    void theSystemShowsAllNodesAndAsksThoseThatJoined() {
        try (var receiver = new CountingReceiver().delay(300)) {
            Load load = Load.start(idle.api(), idle.api().createProfile(receiver.url()), 200);
            load.awaitAccepted(100);

            // Of the stranger only what the database knows.
            Eventually.within(SOON, "the other node's rates are shown", () -> {
                List<JsonObject> nodes = nodes(busy);
                return nodes.size() == 3
                        && nodes.stream()
                                        .filter(node -> node.getValue("in_flight") != null)
                                        .count()
                                == 2
                        && nodes.stream()
                                .anyMatch(node -> !node.getBoolean("this")
                                        && node.getDouble("accepted_per_s", 0.0) > 0
                                        && node.getInteger("in_flight", 0) > 0);
            });
            load.awaitEnd(SOON);
            Eventually.within(SOON, "all arrive", () -> receiver.hasAll(load.accepted()));
        }
    }

    @Test
    void aNodeWithAnotherSecretSaysThatItFoundNobodyAndWorksOn() {
        Eventually.within(
                SOON,
                "it says so",
                () -> log(STRANGER).contains("found nobody of those it expected")
                        && log(STRANGER).contains("cluster.secret differs"));

        String trouble = system(stranger).getString("cluster_trouble");
        assertThat(trouble).contains("cluster.name or cluster.secret differs");
        assertThat(system(idle).getString("cluster_trouble")).isNull();
        try (var receiver = new CountingReceiver()) {
            String profile = stranger.api().createProfile(receiver.url());
            String id = idle.api().submit(profile, new JsonObject().put("seq", 1));
            assertThat(stranger.api().waitUntilFinal(id, SOON).getString("state"))
                    .isEqualTo("delivered");
        }
    }

    @Test
    void messagesOfAnotherVersionAreRefusedWithACodeAndLoggedOnce() {
        Vertx guest = Await.result(JoinCluster.with(CLUSTER.guest()));
        try {
            JsonObject newer = new JsonObject().put("v", 2).put("from", "a newer node");
            for (int i = 0; i < 4; i++) {
                Future<Integer> code = guest.eventBus()
                        .request(Topics.PROFILE_CHANGED.address(), newer)
                        .map(0)
                        .otherwise(failure -> ((ReplyException) failure).failureCode());
                assertThat(Await.result(code)).isEqualTo(400);
            }
        } finally {
            Await.result(guest.close());
        }

        Eventually.within(
                SOON,
                "it is logged",
                () -> log(BUSY).contains("newer version") && log(IDLE).contains("newer"));
        assertThat(log(BUSY).split("newer version", -1)).hasSize(2);
        assertThat(busy.api().isReady() && idle.api().isReady()).isTrue();
    }

    private static String state(NodeProcess node, String profile) {
        return new JsonObject(node.api().trySubmit(profile, new JsonObject()).body()).getString("state", "none");
    }

    private static JsonObject system(NodeProcess node) {
        return new JsonObject(node.api().send("GET", "/v1/system", "").body());
    }

    private static List<JsonObject> nodes(NodeProcess node) {
        return system(node).getJsonArray("nodes").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static double metric(NodeProcess node, String name) {
        var found = Pattern.compile("(?m)^" + name + " (\\S+)$")
                .matcher(node.api().send("GET", "/metrics", "").body());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static String log(NodeProcess.Plan plan) {
        try {
            return Files.readString(plan.log());
        } catch (IOException unreadable) {
            return "";
        }
    }
}
