package dev.ringback.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL with all its processes dies by kill -9 under load, stays away for a while, and comes back. The node lives through it. */
final class KillDatabase {
    static final String NAME = "kill -9 of PostgreSQL";

    private static final int RATE = 1_000;
    private static final Duration READY_MAX = Duration.ofMinutes(2);

    private final Scene scene;
    private final Part part;
    private final ServerProcess server;

    KillDatabase(Scene scene, ServerProcess server) {
        this.scene = scene;
        this.server = server;
        this.part = new Part(NAME, scene.options().databaseKills());
    }

    Part part() {
        return part;
    }

    Ending run() {
        Map<String, String> settings = new HashMap<>(scene.options().settings());
        settings.putAll(server.settings());
        NodeProcess node = scene.startNode("node", settings);
        node.use(List.of(scene.addProfile(node)));
        Notes.Source source = scene.load(node, Load.untilTold(10, RATE));
        for (int time = 1; time <= part.times(); time++) {
            scene.pause(500, 3_500);
            server.kill9();
            long killed = Notes.now();
            scene.pause(0, 5_000);
            server.start();
            long back = Notes.now();
            source.watch();
            part.took("away", back - killed);
            if (!Pause.until(READY_MAX, node::isReady)) {
                throw new BenchException("the node is not ready again after PostgreSQL came back");
            }
            part.took("ready (readyz 200) after PostgreSQL answers", Notes.now() - back);
            part.took("accepts again after PostgreSQL answers", scene.notes().awaitAcknowledgement(source) - back);
        }
        return scene.end(server.database());
    }
}
