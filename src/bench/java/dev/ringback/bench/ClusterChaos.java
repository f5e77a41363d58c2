package dev.ringback.bench;

import java.util.List;
import java.util.Optional;

/** {@code bin/chaos cluster}: whatever happens to some of three nodes, to the database or to the network between them. */
final class ClusterChaos {
    private static final String CUT = "cut";
    private static final String CLOCK = "clock";

    private final ChaosOptions options;
    private final List<Fault> faults;
    private final Stage stage;

    ClusterChaos(ChaosOptions options) {
        this.options = options;
        this.faults = chosen(options);
        this.stage = new Stage(
                options,
                "Three nodes under load, and what may happen to them",
                faults.stream().map(ClusterChaos::column).toList());
    }

    private static List<Fault> chosen(ChaosOptions options) {
        List<String> known = Faults.ALL.stream().map(Fault::word).toList();
        Optional<String> unknown =
                options.only().stream().filter(word -> !known.contains(word)).findFirst();
        if (unknown.isPresent()) {
            throw new Options.Wrong("there is no fault " + unknown.get() + " but " + String.join(", ", known));
        }
        return Faults.ALL.stream()
                .filter(fault -> options.only().isEmpty() || options.only().contains(fault.word()))
                .toList();
    }

    /** Empty when it is possible. */
    private static String missing(Fault fault) {
        if (fault.word().equals(CUT) && !Wires.areThere()) {
            return "network namespaces cannot be made here";
        }
        return fault.word().equals(CLOCK) && !ShiftedClock.isThere() ? "there is no libfaketime here" : "";
    }

    private static String column(Fault fault) {
        return missing(fault).isEmpty() ? fault.name() : fault.name() + " (skipped)";
    }

    int run() {
        try (Cluster cluster = new Cluster(stage)) {
            faults.forEach(fault -> play(cluster, fault));
            stage.publish(cluster.server().database());
        }
        return stage.verdict(
                "Nothing is lost, no more doubled than may be, and the order kept.",
                "SOMETHING IS LOST, DOUBLED OR OUT OF ORDER.");
    }

    private void play(Cluster cluster, Fault fault) {
        if (!missing(fault).isEmpty()) {
            System.err.println("chaos: " + fault.name() + " is skipped: " + missing(fault));
            stage.skip(column(fault));
            return;
        }
        System.err.println("chaos: " + fault.name() + " ...");
        Part part = new Part(fault.name(), 0);
        cluster.begin();
        for (int time = 1; time <= options.times(); time++) {
            fault.play().on(cluster, part);
        }
        cluster.pause(500, 3_500);
        stage.show(part, cluster.tally(), cluster.end(part));
    }
}
