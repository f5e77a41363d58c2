package dev.ringback.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A database server that belongs to no node, on one port of the loopback whatever happens to it. */
final class ServerProcess {
    private static final Duration READY_MAX = Duration.ofSeconds(120);

    private final Path directory;
    private final int port = Child.freePort();
    private Child child;
    private Database database;

    private ServerProcess(Path directory) {
        this.directory = directory;
    }

    static ServerProcess start(Path directory) {
        ServerProcess server = new ServerProcess(directory);
        server.start();
        return server;
    }

    /** Also again, after it was killed. Returns when it answers. */
    void start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(System.getProperty("bench.java.options", "").strip().split(" +")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                dataDir().toString(),
                String.valueOf(port)));
        child = Child.start("the database", directory.resolve("server.log"), command, Map.of());
        if (!Pause.until(READY_MAX, this::answers)) {
            throw new BenchException("the database is not ready within " + READY_MAX.toSeconds() + " s");
        }
    }

    private boolean answers() {
        child.checkAlive();
        try {
            database = Database.open(dataDir());
            return true;
        } catch (BenchException notYet) {
            return false;
        }
    }

    Path dataDir() {
        return directory.resolve("data");
    }

    Database database() {
        return database;
    }

    int port() {
        return port;
    }

    private String url(String host, int at) {
        try {
            String password = Files.readString(dataDir().resolve("postgres").resolve("password"));
            return "postgresql://ringback:" + password.strip() + "@" + host + ":" + at + "/ringback";
        } catch (IOException failure) {
            throw new BenchException("the database has no password", failure);
        }
    }

    /** For nodes that share it. */
    Map<String, String> settings() {
        return settings("127.0.0.1", port);
    }

    /** By another way to it. */
    Map<String, String> settings(String host, int at) {
        String key = Base64.getEncoder()
                .encodeToString("thirty-two bytes that all share.".getBytes(StandardCharsets.US_ASCII));
        return Map.of("database.url", url(host, at), "secrets.key", key);
    }

    /** The server, each of its own processes, and who would start it again. */
    void kill9() {
        database.close();
        child.kill9();
        database.killServer();
    }

    /** In order, as for an upgrade: what is under way is broken off. It can be started again. */
    void stop() {
        database.close();
        child.close();
    }

    void close() {
        stop();
    }
}
