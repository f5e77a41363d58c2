package dev.ringback.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** {@code bin/chaos}, once all is built. Exit status: 2 for a wrong command line, 1 when something is lost or too much doubled, or fails. */
public final class Chaos {
    private final ChaosOptions options;
    private final Path home = Path.of(System.getProperty("bench.home")).toAbsolutePath();
    private final Path directory;
    private final Random random;
    private final Report report;
    private final JsonArray details = new JsonArray();
    private boolean good = true;

    private Chaos(ChaosOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(LocalDateTime.now());
        this.directory = home.resolve("target").resolve("chaos").resolve("kill-" + time);
        this.report = new Report(
                "Processes killed and stopped under load, by the seed " + options.seed(),
                List.of(KillNode.NAME, StopNode.NAME, KillDatabase.NAME));
    }

    public static void main(String[] arguments) {
        Quiet.please();
        System.exit(status(List.of(arguments)));
    }

    private static int status(List<String> arguments) {
        try {
            return new Chaos(ChaosOptions.parse(arguments)).run();
        } catch (Options.Wrong wrong) {
            System.err.println("chaos: " + wrong.getMessage() + "; bin/chaos --help tells");
            return 2;
        } catch (BenchException failure) {
            System.err.println("chaos: " + failure.getMessage());
            return 1;
        }
    }

    private int run() {
        Machine machine = Machine.now(home);
        System.err.println("chaos: the seed is " + options.seed());
        killNode();
        ServerProcess server = ServerProcess.start(inside("database"));
        try {
            stopNode(server);
            killDatabase(server);
            JsonObject settings = Report.settings(server.database());
            options.settings().forEach(settings::put);
            settings.put("seed", options.seed()).put("times", options.times());
            Path unused = report.publish(machine, settings, directory, new JsonObject().put("parts", details));
        } finally {
            server.close();
            if (!options.keep()) {
                Rig.remove(server.dataDir());
            }
        }
        System.out.println(
                good ? "Nothing is lost, and no more doubled than may be." : "SOMETHING IS LOST OR DOUBLED.");
        return good ? 0 : 1;
    }

    private void killNode() {
        try (Scene scene = scene("kill-node")) {
            KillNode play = new KillNode(scene);
            show(play.part(), scene, play.run());
        }
    }

    private void stopNode(ServerProcess server) {
        try (Scene scene = scene("stop-node")) {
            StopNode play = new StopNode(scene, server);
            show(play.part(), scene, play.run());
        }
    }

    private void killDatabase(ServerProcess server) {
        try (Scene scene = scene("kill-database")) {
            KillDatabase play = new KillDatabase(scene, server);
            show(play.part(), scene, play.run());
        }
    }

    private void show(Part part, Scene scene, Scene.Ending ending) {
        good &= part.report(report, scene.notes(), ending);
        details.add(part.json(scene.notes()));
    }

    private Scene scene(String name) {
        System.err.println("chaos: " + name + " ...");
        return new Scene(home, inside(name), options, random);
    }

    private Path inside(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException failure) {
            throw new BenchException("no directory", failure);
        }
    }
}
