package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code bin/bench}, and with its help a look whether the path has become far slower than it should be beside the bare relay. A machine's
 * speed is no test: only the share of the relay is, and only half of what is expected of it.
 */
class BenchIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path OUTPUT = PROJECT.resolve("target/e2e/bench.log");
    private static final long MINUTES_MAX = 8;

    @Test
    void tellsWhatItMeasures() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(Files.readString(OUTPUT)).contains("path", "latency", "profiles", "drain", "--quick");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(run("speed")).isEqualTo(2);
        assertThat(Files.readString(OUTPUT)).contains("there is no benchmark speed");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void deliversAtHalfTheExpectedShareOfTheBareRelayAtLeast() throws Exception {
        assumeThat(List.of("cc", "gcc", "clang"))
                .as("a C compiler for the meter, which bin/test installs")
                .anyMatch(BenchIT::isOnThePath);
        takeAsBuilt("target/ringback.jar");
        takeAsBuilt("target/bench/classes/dev/ringback/bench/Bench.class");

        int status = run("path", "--smoke");

        assertThat(status).as(() -> read(OUTPUT)).isZero();
    }

    /** The Maven that runs this test has built it: another one beside it would write under its feet. */
    private static void takeAsBuilt(String file) throws IOException {
        Files.setLastModifiedTime(PROJECT.resolve(file), FileTime.from(Instant.now()));
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static int run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(PROJECT.resolve("bin/bench").toString()));
        command.addAll(List.of(arguments));
        Files.createDirectories(OUTPUT.getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(OUTPUT.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
        builder.environment().put("RINGBACK_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError("bin/bench does not end:\n" + read(OUTPUT));
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "(no output)";
        }
    }
}
