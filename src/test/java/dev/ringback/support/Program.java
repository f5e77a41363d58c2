package dev.ringback.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the system, run to its end or told to end. What it prints, on both streams, is in a file. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** With these in its environment, and nothing else that is Ringback's. */
    public static Program start(Path output, Map<String, String> environment, Object... words) {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGBACK_"));
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), output);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Whether there is a program that ends well when it is called so. */
    public static boolean works(Path output, Object... words) {
        try (Program program = start(output, Map.of(), words)) {
            return program.ends(Duration.ofSeconds(20)) == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    /** Its exit status. */
    public int ends(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It still runs after " + limit.toSeconds() + " s:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    public String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Until it has said this; when it ends before, that is a failure. */
    public void awaitSaid(Duration limit, String text) {
        Eventually.within(limit, "it says " + text, () -> {
            boolean ended = !process.isAlive();
            if (said().contains(text)) {
                return true;
            }
            if (ended) {
                throw new AssertionError("It ended with status " + process.exitValue() + ":\n" + said());
            }
            return false;
        });
    }

    public void term() {
        process.destroy();
    }

    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            int unused = ends(Duration.ofSeconds(60));
        }
    }
}
