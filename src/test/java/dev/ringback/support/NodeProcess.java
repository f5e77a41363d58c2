package dev.ringback.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A node as users run it: the built jar in a process of its own, on a free port, with a data directory below {@code target/e2e}. Its log
 * is {@code target/e2e/<name>.log}. What it started is gone when it is closed, or when the tests' JVM ends.
 */
public final class NodeProcess implements AutoCloseable {
    public static final String API_KEY = "key-of-the-end-to-end-tests";

    private static final Path JAR = Path.of("target", "ringback.jar");
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration END_MAX = Duration.ofSeconds(30);
    private static final Set<NodeProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(NodeProcess::close)));
    }

    private final Plan plan;
    private final Process process;

    private NodeProcess(Plan plan, Process process) {
        this.plan = plan;
        this.process = process;
    }

    /** A node that was never started before: nothing is left of an earlier run. */
    public static Plan named(String name) {
        Path home = Path.of("target", "e2e", name).toAbsolutePath();
        remove(home);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("http.port", Integer.toString(freePort()));
        settings.put("data.dir", home.resolve("data").toString());
        settings.put("bootstrap.api_key", API_KEY);
        settings.put("delivery.allow_private_networks", "true");
        return new Plan(name, home, "start", settings, Map.of());
    }

    /** How a node is started; more than once it goes on with what the run before left. */
    public record Plan(
            String name, Path home, String command, Map<String, String> settings, Map<String, String> environment) {
        public Plan with(String key, String value) {
            Map<String, String> more = new LinkedHashMap<>(settings);
            more.put(key, value);
            return new Plan(name, home, command, more, environment);
        }

        /** With samples, and words on how to come in. */
        public Plan demo() {
            return new Plan(name, home, "demo", settings, environment);
        }

        /** It logs all that it can, its libraries too. */
        public Plan tracing() {
            return new Plan(
                    name,
                    home,
                    command,
                    settings,
                    Map.of("RINGBACK_LOG", "trace", "JAVA_TOOL_OPTIONS", "-Dringback.log.libraries=trace"));
        }

        /** Returns when it is ready. */
        public NodeProcess start() {
            NodeProcess node = new NodeProcess(this, launch());
            RUNNING.add(node);
            try {
                Eventually.within(READY_MAX, name + " is ready", node::isReady);
            } catch (AssertionError notReady) {
                node.close();
                throw notReady;
            }
            return node;
        }

        public String baseUrl() {
            return "http://127.0.0.1:" + settings.get("http.port");
        }

        private Process launch() {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseG1GC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "-Djava.awt.headless=true",
                    "-Dringback.home=" + Path.of("").toAbsolutePath(),
                    "-jar",
                    JAR.toAbsolutePath().toString(),
                    command));
            settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
            try {
                Files.createDirectories(home);
                ProcessBuilder builder = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
                builder.environment().putAll(environment);
                return builder.start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        public Path log() {
            return home.resolveSibling(name + ".log");
        }
    }

    public Api api() {
        return new Api(plan.baseUrl(), API_KEY);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError(plan.name + " ended with status " + process.exitValue() + ":\n" + tail());
        }
        return api().isReady();
    }

    /** As a power cut does to the process; its database server, a process of its own, lives on. */
    public void kill9() {
        signal(pid(), "KILL");
        awaitEnd();
    }

    /** Answers the exit status. */
    public int term() {
        signal(pid(), "TERM");
        return awaitEnd();
    }

    public void stop() {
        signal(pid(), "STOP");
    }

    public void cont() {
        signal(pid(), "CONT");
    }

    /** The node's embedded server, when it has one that runs. */
    public Optional<ProcessHandle> postgres() {
        Path data = Path.of(plan.settings.get("data.dir"), "postgres", "data");
        try {
            String first = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            // The file may be left over, and its number another's by now.
            Path commandLine = Path.of("/proc", first.strip(), "cmdline");
            boolean ours = Files.readString(commandLine).contains(data.toString());
            return ours ? ProcessHandle.of(Long.parseLong(first.strip())) : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** Sends it to the embedded server and to each of its own processes. */
    public void signalPostgres(String signal) {
        ProcessHandle server = postgres().orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(server));
        server.descendants().forEach(all::add);
        all.forEach(each -> signal(each.pid(), signal));
    }

    @Override
    public void close() {
        if (!RUNNING.remove(this)) {
            return;
        }
        if (process.isAlive()) {
            signal(pid(), "CONT");
            signal(pid(), "TERM");
            if (!ended(END_MAX)) {
                signal(pid(), "KILL");
                boolean unused = ended(END_MAX);
            }
        }
        postgres().ifPresent(server -> {
            signalPostgres("CONT");
            signal(server.pid(), "INT");
            Eventually.within(END_MAX, "PostgreSQL of " + plan.name + " ends", () -> !server.isAlive());
        });
    }

    private int awaitEnd() {
        if (!ended(END_MAX)) {
            throw new AssertionError(plan.name + " still runs:\n" + tail());
        }
        return process.exitValue();
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(plan.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return "(no log)";
        }
    }

    private static void signal(long pid, String signal) {
        try {
            int unused = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("kill -" + signal + " " + pid, failed);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void remove(Path directory) {
        try {
            Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
            if (Files.exists(directory)) {
                try (var all = Files.walk(directory)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
