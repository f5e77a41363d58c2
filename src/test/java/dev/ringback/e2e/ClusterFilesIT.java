package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringback.support.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that run a cluster, read by the very programs that they are for, where the machine has those; else it is skipped. */
class ClusterFilesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path CLUSTER = Path.of("cluster").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void systemdTakesTheUnit() throws IOException {
        assumeTrue(Program.works(said(), "systemd-analyze", "--version"), "there is no systemd-analyze");
        // It looks whether the program is there.
        String unit = Files.readString(CLUSTER.resolve("ringback.service"))
                .replace("/opt/ringback/", CLUSTER.getParent() + "/");
        Path file = Files.writeString(directory.resolve("ringback.service"), unit);

        Program verify = Program.start(said(), Map.of(), "systemd-analyze", "verify", "--man=no", file);

        assertThat(verify.ends(LIMIT)).as(verify.said()).isZero();
        assertThat(verify.said()).doesNotContain("ringback.service:");
    }

    @Test
    void composeTakesItsFile() {
        assumeTrue(Program.works(said(), "docker", "compose", "version"), "there is no docker compose");
        Map<String, String> secrets = Map.of(
                "POSTGRES_PASSWORD",
                "a",
                "SECRETS_KEY",
                "b",
                "CLUSTER_SECRET",
                "c",
                "ADMIN_EMAIL",
                "d",
                "ADMIN_PASSWORD",
                "e");

        Program config = Program.start(
                said(), secrets, "docker", "compose", "-f", CLUSTER.resolve("compose.yaml"), "config", "--quiet");

        assertThat(config.ends(LIMIT)).as(config.said()).isZero();
    }

    @Test
    void kustomizePutsTheManifestsTogether() {
        assumeTrue(Program.works(said(), "kubectl", "version", "--client"), "there is no kubectl");

        Program build = Program.start(said(), Map.of(), "kubectl", "kustomize", CLUSTER.resolve("kubernetes"));

        assertThat(build.ends(LIMIT)).as(build.said()).isZero();
        assertThat(build.said())
                .contains("kind: Deployment", "kind: NetworkPolicy", "kind: PodDisruptionBudget")
                .doesNotContain("kind: Secret", "image: ringback");
    }

    private Path said() {
        return directory.resolve("said");
    }
}
