package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.ClusterPlan;
import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The example of a publisher, as its own process, beside a node as its own process. */
class PublisherIT {
    private static final int COUNT = 10_000;

    @Test
    void allThatTheExamplePublisherSubmitsArrives() throws IOException, InterruptedException {
        ClusterPlan cluster = new ClusterPlan(TestPostgres.fresh(PublisherIT.class), 1);
        Path ids = Path.of("target", "e2e", "publisher.ids");
        try (var receiver = new CountingReceiver();
                var node = cluster.node("publisher-node", 0).start()) {
            String profile = node.api().createProfile(receiver.url());

            Process publisher = publisher(cluster, profile, ids);
            boolean ended = publisher.waitFor(90, TimeUnit.SECONDS);

            assertThat(ended && publisher.exitValue() == 0)
                    .as(Files.readString(log(ids)))
                    .isTrue();
            assertThat(Files.readAllLines(ids))
                    .hasSize(COUNT)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.matches("cb_[0-9a-z]{26}"));
            Eventually.within(Duration.ofSeconds(60), "all arrive", () -> receiver.distinct() == COUNT);
            assertThat(receiver.counts().values()).allMatch(times -> times == 1);
        }
    }

    private static Process publisher(ClusterPlan cluster, String profile, Path ids) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        "bin/example-publisher",
                        "--profile",
                        profile,
                        "--count",
                        Integer.toString(COUNT),
                        "--members",
                        String.join(",", cluster.members()))
                .redirectOutput(ids.toFile())
                .redirectError(log(ids).toFile());
        program.environment().put("RINGBACK_CLUSTER_SECRET", cluster.secret());
        program.environment().put("RINGBACK_JAVA_HOME", System.getProperty("java.home"));
        return program.start();
    }

    private static Path log(Path ids) {
        return ids.resolveSibling("publisher.log");
    }
}
