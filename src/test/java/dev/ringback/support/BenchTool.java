package dev.ringback.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the programs in {@code bin} that run what stands in {@code src/bench}, on the Java that runs this. */
public record BenchTool(String name) {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final long MINUTES_MAX = 8;

    /** Its exit status. */
    public int run(String... arguments) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PROJECT.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("RINGBACK_"));
        builder.environment().put("RINGBACK_JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(log().getParent());
            Process process = builder.start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("bin/" + name + " does not end:\n" + output());
            }
            return process.exitValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of the last run. */
    public String output() {
        try {
            return Files.readString(log());
        } catch (IOException unreadable) {
            return "(no output)";
        }
    }

    private Path log() {
        return PROJECT.resolve("target/e2e").resolve(name + ".log");
    }

    /** The Maven that runs this test has built it: another one beside it would write under its feet. */
    public static void takeAsBuilt() throws IOException {
        for (String file : List.of("target/ringback.jar", "target/bench/classes/dev/ringback/bench/Bench.class")) {
            Files.setLastModifiedTime(PROJECT.resolve(file), FileTime.from(Instant.now()));
        }
    }

    /** For the meter; bin/test installs one. */
    public static boolean isCompilerThere() {
        return Stream.of("cc", "gcc", "clang").anyMatch(BenchTool::isOnThePath);
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
