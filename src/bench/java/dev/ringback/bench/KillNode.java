package dev.ringback.bench;

import java.util.List;

/** A node with its own PostgreSQL dies by kill -9 and is started again, at random moments under load. Its database lives on each time. */
final class KillNode {
    static final String NAME = "kill -9 of the node";

    private static final int RATE = 1_000;

    private final Scene scene;
    private final Part part;
    private NodeProcess node;
    private Database database;

    KillNode(Scene scene) {
        this.scene = scene;
        this.part = new Part(NAME, scene.options().times());
    }

    Part part() {
        return part;
    }

    Ending run() {
        node = scene.startNode("node", scene.options().settings());
        database = Database.open(node.dataDir());
        // A server whose node is dead has nobody else to end it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::endServer));
        try {
            node.use(List.of(scene.addProfile(node)));
            Notes.Source source = scene.load(node, Load.untilTold(1, RATE));
            for (int time = 1; time <= part.times(); time++) {
                scene.pause(500, 3_500);
                killAndStart(source);
            }
            return scene.end(database);
        } finally {
            database.close();
            endServer();
        }
    }

    private void endServer() {
        if (!node.isAlive()) {
            database.killServer();
        }
    }

    private void killAndStart(Notes.Source source) {
        node.kill9();
        long killed = Notes.now();
        scene.letArrive();
        part.mayDouble(scene.notes().tally().delivered() - database.delivered());
        database.close();
        source.watch();
        node.start();
        part.took("ready (readyz 200) after the kill", Notes.now() - killed);
        database = Database.open(node.dataDir());
        part.took("first delivery after the kill", scene.notes().awaitDelivery(source) - killed);
    }
}
