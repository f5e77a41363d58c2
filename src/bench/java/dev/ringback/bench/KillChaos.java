package dev.ringback.bench;

import java.util.List;

/** {@code bin/chaos kill}: single nodes, and their database. */
final class KillChaos {
    private final Stage stage;

    KillChaos(ChaosOptions options) {
        this.stage = new Stage(
                options,
                "Processes killed and stopped under load",
                List.of(KillNode.NAME, StopNode.NAME, KillDatabase.NAME));
    }

    int run() {
        killNode();
        ServerProcess server = ServerProcess.start(stage.inside("database"));
        try {
            stopNode(server);
            killDatabase(server);
            stage.publish(server.database());
        } finally {
            server.close();
            if (!stage.options().keep()) {
                Rig.remove(server.dataDir());
            }
        }
        return stage.verdict("Nothing is lost, and no more doubled than may be.", "SOMETHING IS LOST OR DOUBLED.");
    }

    private void killNode() {
        try (Scene scene = new Scene(stage, "kill-node")) {
            KillNode play = new KillNode(scene);
            show(play.part(), scene, play.run());
        }
    }

    private void stopNode(ServerProcess server) {
        try (Scene scene = new Scene(stage, "stop-node")) {
            StopNode play = new StopNode(scene, server);
            show(play.part(), scene, play.run());
        }
    }

    private void killDatabase(ServerProcess server) {
        try (Scene scene = new Scene(stage, "kill-database")) {
            KillDatabase play = new KillDatabase(scene, server);
            show(play.part(), scene, play.run());
        }
    }

    private void show(Part part, Scene scene, Ending ending) {
        stage.show(part, scene.notes().tally(), ending);
    }
}
