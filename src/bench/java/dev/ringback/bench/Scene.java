package dev.ringback.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What one part of the chaos plays in: nodes, the load on them, and the notes of it. All of it ends with the part. */
final class Scene implements AutoCloseable {
    /** For the receiver to read what a dead sender has still sent. */
    private static final Duration READ = Duration.ofMillis(300);

    private static final int READS_MAX = 5;

    private final Stage stage;
    private final Path directory;
    private final Notes notes = new Notes();
    private final Meter meter;
    private final List<Meter.Run> runs = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();

    Scene(Stage stage, String name) {
        System.err.println("chaos: " + name + " ...");
        this.stage = stage;
        this.directory = stage.inside(name);
        this.meter = new Meter(Path.of(System.getProperty("bench.meter")), directory, Child.freePort(), 100);
    }

    Path directory() {
        return directory;
    }

    ChaosOptions options() {
        return stage.options();
    }

    Random random() {
        return stage.random();
    }

    Notes notes() {
        return notes;
    }

    NodeProcess startNode(String name, Map<String, String> more) {
        NodeProcess node = NodeProcess.start(stage.home(), directory.resolve(name), more);
        nodes.add(node);
        return node;
    }

    String addProfile(NodeProcess node) {
        return node.addProfile(meter.receiverPort());
    }

    /** The first one has the receiver with it. */
    Notes.Source load(NodeProcess node, Load load) {
        boolean first = runs.isEmpty();
        Path file = directory.resolve("notes-" + runs.size() + ".txt");
        runs.add(meter.startTold(node, load, file, first));
        Notes.Source source = notes.add(file);
        source.watch();
        long unused = notes.awaitAcknowledgement(source);
        return source;
    }

    void pause(int millisLeast, int millisMost) {
        Pause.of(Duration.ofMillis(random().nextInt(millisLeast, millisMost + 1)));
        if (!runs.stream().allMatch(Meter.Run::isAlive)) {
            throw new BenchException("a meter has ended; see meter.log in " + directory);
        }
    }

    /** Until what was under way to the receiver when a node died or stopped has been read there. */
    void letArrive() {
        int before = -1;
        for (int read = 0; read < READS_MAX && notes.tally().delivered() != before; read++) {
            before = notes.tally().delivered();
            Pause.of(READ);
            notes.read();
        }
    }

    /** No more load; then all that was accepted is given time to find its end. */
    Ending end(Database database) {
        runs.forEach(Meter.Run::endLoad);
        long unsettled = database.settle();
        int submitted = 0;
        int resubmitted = 0;
        for (Meter.Run run : runs) {
            Result result = run.end();
            submitted += result.submitted();
            resubmitted += result.resubmitted();
        }
        notes.read();
        return new Ending(submitted, resubmitted, unsettled);
    }

    @Override
    public void close() {
        runs.forEach(run -> run.process().destroyForcibly());
        for (NodeProcess node : nodes) {
            node.close();
            if (!options().keep()) {
                Rig.remove(node.dataDir());
            }
        }
    }
}
