package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TwoNodesIT {
    private static final int COUNT = 3_000;

    @Test
    void oneNodeDeliversWhatTheDeadOneAccepted() {
        var url = text(TestPostgres.fresh(TwoNodesIT.class));
        try (var receiver = new CountingReceiver().delay(50);
                var survivor = node("two-nodes-b", url).start();
                var victim = node("two-nodes-a", url).start()) {
            // Slow enough that most of it is still in the victim's memory when it dies.
            var profile = survivor.api()
                    .createProfile(receiver.url(), new JsonObject().put("max_in_flight", 8))
                    .getString("id");
            var load = Load.start(victim.api(), profile, COUNT);
            load.awaitEnd(Duration.ofSeconds(60));
            assertThat(load.accepted()).hasSize(COUNT);
            assertThat(receiver.distinct()).isLessThan(COUNT / 2);

            victim.kill9();

            Eventually.within(Duration.ofSeconds(120), "all arrive", () -> receiver.hasAll(load.accepted()));
            survivor.api().waitUntilNoneWaits(Duration.ofSeconds(30));
            assertThat(receiver.counts().values()).allMatch(times -> times <= 2);
        }
    }

    @Test
    void aNodeThatSleptComesBackByItself() {
        var url = text(TestPostgres.fresh(TwoNodesIT.class));
        try (var receiver = new CountingReceiver().delay(50);
                var survivor = node("two-nodes-awake", url).start();
                var sleeper = node("two-nodes-asleep", url).start()) {
            var profile = survivor.api()
                    .createProfile(receiver.url(), new JsonObject().put("max_in_flight", 8))
                    .getString("id");
            var before = Load.start(sleeper.api(), profile, 1_000);
            before.awaitEnd(Duration.ofSeconds(60));

            sleeper.stop();
            Eventually.within(Duration.ofSeconds(90), "all arrive", () -> receiver.hasAll(before.accepted()));
            sleeper.cont();
            var after = Load.start(sleeper.api(), profile, 500);
            after.awaitEnd(Duration.ofSeconds(60));

            assertThat(after.accepted()).hasSize(500);
            Eventually.within(Duration.ofSeconds(90), "all arrive", () -> receiver.hasAll(after.accepted()));
            survivor.api().waitUntilNoneWaits(Duration.ofSeconds(30));
            assertThat(sleeper.term()).isZero();
        }
    }

    @Test
    void aNodeWithAnotherSecretsKeyIsNotLetIn() {
        var url = text(TestPostgres.fresh(TwoNodesIT.class));
        try (var first = node("two-nodes-key-a", url).start()) {
            var stranger = node("two-nodes-key-b", url)
                    .with("secrets.key", Base64.getEncoder().encodeToString(new byte[32]));

            assertThat(org.assertj.core.api.Assertions.catchThrowable(stranger::start))
                    .hasMessageContaining("ended with status")
                    .hasMessageContaining("secrets.key");
            assertThat(first.isAlive()).isTrue();
        }
    }

    private static NodeProcess.Plan node(String name, String url) {
        return NodeProcess.named(name)
                .with("database.url", url)
                .with("backlog.dead_after_beats", "3")
                .with(
                        "secrets.key",
                        Base64.getEncoder()
                                .encodeToString("thirty-two bytes that both share".getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(DatabaseUrl url) {
        return "postgresql://" + url.user() + ":"
                + URLEncoder.encode(url.password().value(), StandardCharsets.UTF_8) + "@" + url.host() + ":"
                + url.port() + "/" + url.database();
    }
}
