package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Where the figures were taken, and how busy it was with other things: no figure means anything without it. */
record Machine(String processor, int cores, long memoryBytes, String kernel, String java, String commit, String load) {
    private static final double TICKS = 100;
    /** Of the first line of /proc/stat: user, nice, system, (idle, waiting), interrupts, soft interrupts, stolen. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    static Machine now(Path home) {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong("0" + field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) * 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.name") + " " + System.getProperty("java.runtime.version"),
                commit(home),
                Proc.read(Path.of("/proc/loadavg"))
                        .map(text -> text.split(" ")[0])
                        .orElse("?"));
    }

    static double busySeconds() {
        String[] fields =
                Proc.read(Path.of("/proc/stat")).orElse("cpu 0 0 0 0 0 0 0 0").split("\\s+", 10);
        double ticks = 0;
        for (int field : BUSY) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GB; %s; %s",
                processor.isEmpty() ? "unknown processor" : processor,
                cores,
                memoryBytes / 1e9,
                kernel,
                java);
    }

    JsonObject json() {
        return new JsonObject()
                .put("processor", processor)
                .put("cores", cores)
                .put("memory_bytes", memoryBytes)
                .put("kernel", kernel)
                .put("java", java)
                .put("commit", commit)
                .put("load_before", load);
    }

    private static String field(String file, String name) {
        return Proc.read(Path.of(file))
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(name)).findFirst())
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("");
    }

    private static String commit(Path home) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "";
        }
    }
}
