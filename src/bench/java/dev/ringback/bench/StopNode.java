package dev.ringback.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two nodes on one database; one of them is stopped (SIGSTOP) until the other has taken over what it held, and for a while longer. */
final class StopNode {
    static final String NAME = "SIGSTOP through a take-over";

    private static final int RATE = 500;
    private static final Duration BACK_MAX = Duration.ofMinutes(2);
    /** A profile is known to the other node within a second. */
    private static final int KNOWN_MILLIS = 1_500;

    private final Scene scene;
    private final Part part;
    private final ServerProcess server;

    StopNode(Scene scene, ServerProcess server) {
        this.scene = scene;
        this.server = server;
        this.part = new Part(NAME, scene.options().sleeps());
    }

    Part part() {
        return part;
    }

    Ending run() {
        List<NodeProcess> nodes = List.of(start("node-a"), start("node-b"));
        String profile = scene.addProfile(nodes.get(0));
        nodes.forEach(node -> node.use(List.of(profile)));
        scene.pause(KNOWN_MILLIS, KNOWN_MILLIS);
        List<Notes.Source> sources = List.of(
                scene.load(nodes.get(0), Load.untilTold(10, RATE)), scene.load(nodes.get(1), Load.untilTold(1, RATE)));
        for (int time = 1; time <= part.times(); time++) {
            scene.pause(500, 3_500);
            int victim = scene.random().nextInt(nodes.size());
            try {
                stopUntilTakenOver(nodes.get(victim));
            } finally {
                Signals.send("CONT", nodes.get(victim).pid());
            }
            comesBack(nodes.get(victim), sources.get(victim));
        }
        return scene.end(server.database());
    }

    private NodeProcess start(String name) {
        Map<String, String> settings = new HashMap<>(scene.options().settings());
        settings.putAll(server.settings());
        return scene.startNode(name, settings);
    }

    private void stopUntilTakenOver(NodeProcess node) {
        Signals.send("STOP", node.pid());
        long stopped = Notes.now();
        scene.letArrive();
        Set<String> held = Holdings.now(server).awaitTakeOver();
        part.took("taken over after the stop", Notes.now() - stopped);
        part.mayDouble(held.size());
        scene.pause(0, 3_000);
    }

    /** Under a row of its own again: before that it may only seem to be ready. */
    private void comesBack(NodeProcess node, Notes.Source source) {
        long since = Notes.now();
        if (!Pause.until(BACK_MAX, () -> server.database().nodes().size() == 2 && node.isReady())) {
            throw new BenchException("a node that was stopped does not come back");
        }
        part.took("ready (readyz 200) after SIGCONT", Notes.now() - since);
        source.watch();
        part.took("accepts again after SIGCONT", scene.notes().awaitAcknowledgement(source) - since);
    }
}
