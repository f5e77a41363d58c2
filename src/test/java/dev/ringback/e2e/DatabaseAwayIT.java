package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseAwayIT {
    private static final int COUNT = 20_000;
    private static final Duration AWAY = Duration.ofSeconds(20);

    @Test
    void aDatabaseThatStandsStillForAWhileCostsTimeAlone() {
        try (var receiver = new CountingReceiver().delay(5);
                var node = NodeProcess.named("database-stopped").start()) {
            var profile = node.api().createProfile(receiver.url());
            var load = Load.start(node.api(), profile, COUNT);
            load.awaitAccepted(COUNT / 4);

            node.signalPostgres("STOP");
            long stopped = System.nanoTime();
            Eventually.within(
                    AWAY.plusSeconds(20),
                    "publishers see 503",
                    () -> node.api()
                                    .trySubmit(profile, new JsonObject().put("seq", COUNT))
                                    .statusCode()
                            == 503);
            Eventually.within(AWAY, "it stood still long enough", () -> System.nanoTime() - stopped > AWAY.toNanos());
            node.signalPostgres("CONT");

            assertGoesOn(load, receiver, node);
        }
    }

    @Test
    void aDatabaseThatIsKilledComesBackByItself() {
        try (var receiver = new CountingReceiver().delay(5);
                var node = NodeProcess.named("database-killed").start()) {
            var profile = node.api().createProfile(receiver.url());
            var load = Load.start(node.api(), profile, COUNT);
            load.awaitAccepted(COUNT / 4);
            var before = node.postgres().orElseThrow();

            node.signalPostgres("KILL");
            Eventually.within(
                    Duration.ofSeconds(30),
                    "another server runs",
                    () -> node.postgres()
                            .filter(now -> now.pid() != before.pid())
                            .isPresent());

            assertGoesOn(load, receiver, node);
        }
    }

    private static void assertGoesOn(Load load, CountingReceiver receiver, NodeProcess node) {
        load.awaitEnd(Duration.ofSeconds(120));
        Eventually.within(Duration.ofSeconds(120), "all accepted arrive", () -> receiver.hasAll(load.accepted()));
        node.api().waitUntilNoneWaits(Duration.ofSeconds(60));
        assertThat(load.inDoubt()).as("the node answered all").isEmpty();
        assertThat(load.accepted()).hasSize(COUNT);
        assertThat(load.refusals().keySet()).isSubsetOf(429, 503);
        assertThat(node.isAlive()).isTrue();
    }
}
