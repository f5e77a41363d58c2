package dev.ringback.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bare relay, running: with the same heap and collector as the node. */
final class RelayProcess implements Subject {
    private static final Duration READY_MAX = Duration.ofSeconds(60);

    private final int port;
    private final Child child;

    private RelayProcess(int port, Child child) {
        this.port = port;
        this.child = child;
    }

    static RelayProcess start(Path directory, int receiverPort) {
        int port = Child.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(System.getProperty("bench.java.options", "").strip().split(" +")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseG1GC",
                "-cp",
                System.getProperty("java.class.path"),
                Relay.class.getName(),
                String.valueOf(port),
                String.valueOf(receiverPort)));
        RelayProcess relay =
                new RelayProcess(port, Child.start("the relay", directory.resolve("relay.log"), command, Map.of()));
        if (!Pause.until(READY_MAX, relay::listens)) {
            throw new BenchException("the relay does not listen within " + READY_MAX.toSeconds() + " s");
        }
        return relay;
    }

    private boolean listens() {
        child.checkAlive();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    @Override
    public String key() {
        return NodeProcess.KEY;
    }

    @Override
    public List<String> profiles() {
        return List.of("cbp_00000000000000000000000000");
    }

    @Override
    public long pid() {
        return child.pid();
    }

    void close() {
        child.close();
    }
}
