package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.DatabaseUrl;
import dev.ringback.support.Api;
import dev.ringback.support.NodeProcess;
import dev.ringback.support.Program;
import dev.ringback.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release archive, unpacked where there is nothing else: neither sources nor Maven are asked for. */
class ReleaseIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path release;

    @BeforeEach
    void unpack() throws IOException {
        Path archive = only(Path.of("target"), "ringback-[0-9].*\\.tar\\.gz");
        assertThat(run("tar", "-xzf", archive.toAbsolutePath(), "-C", directory).ends(LIMIT))
                .isZero();
        release = only(directory, "ringback-[0-9].*");
        assertThat(archive.getFileName()).hasToString(release.getFileName() + ".tar.gz");
    }

    @Test
    void aNodeStartsFromIt() {
        Program version = run(release.resolve("bin/ringback"), "--version");
        assertThat(version.ends(LIMIT)).as(version.said()).isZero();
        assertThat(version.said().strip().replace(' ', '-'))
                .isEqualTo(release.getFileName().toString());

        DatabaseUrl database = TestPostgres.fresh(ReleaseIT.class);
        String port = Integer.toString(NodeProcess.freePort());
        Map<String, String> settings = Map.of(
                "RINGBACK_DATABASE_URL", database.text().value(),
                "RINGBACK_HTTP_PORT", port,
                "RINGBACK_DATA_DIR", directory.resolve("data").toString());
        try (Program node =
                Program.start(directory.resolve("node"), settings, release.resolve("bin/ringback"), "start")) {
            node.awaitSaid(LIMIT, "Ringback is ready at");
            assertThat(new Api("http://127.0.0.1:" + port, "none").isReady()).isTrue();
            Program healthy =
                    Program.start(directory.resolve("healthy"), settings, "bash", release.resolve("bin/healthcheck"));
            assertThat(healthy.ends(LIMIT)).as(healthy.said()).isZero();
            node.term();
            assertThat(node.ends(LIMIT)).as(node.said()).isZero();
            Program gone =
                    Program.start(directory.resolve("gone"), settings, "bash", release.resolve("bin/healthcheck"));
            assertThat(gone.ends(LIMIT)).isEqualTo(1);
        }
    }

    @Test
    void whatIsToRunMayRunAndAllElseIsThere() {
        for (String program : List.of("bin/ringback", "bin/find-java", "bin/healthcheck", "cluster/three-nodes")) {
            assertThat(release.resolve(program)).isExecutable();
        }
        for (String file : List.of(
                "conf/ringback.yaml",
                "conf/channels.yaml",
                "cluster/hazelcast.yaml",
                "cluster/compose.yaml",
                "cluster/ringback.service",
                "cluster/kubernetes/deployment.yaml",
                "docs/operating.md",
                "README.md",
                "LICENSE")) {
            assertThat(release.resolve(file)).isRegularFile();
        }
        assertThat(release.resolve("conf/ringback.yaml").toFile().canExecute()).isFalse();
        assertThat(release.resolve("cluster/.env")).doesNotExist();
        assertThat(release.resolve("pom.xml")).doesNotExist();
    }

    private Program run(Object... words) {
        return Program.start(directory.resolve("said"), Map.of(), words);
    }

    private static Path only(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(name))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
