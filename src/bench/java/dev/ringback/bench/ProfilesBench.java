package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;

/** Callbacks for 1,000 profiles in turn, as a share of the same for one profile: lanes, snapshot and counts at work. */
final class ProfilesBench {
    private static final int PROFILES = 1_000;
    private static final double SHARE = 0.85;

    private final Rig rig;
    private final Extent extent;
    private final List<String> one;
    private final List<String> many = new ArrayList<>();

    ProfilesBench(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
        this.one = List.copyOf(rig.node().profiles());
    }

    int run() {
        System.err.println("Making " + PROFILES + " profiles ...");
        for (int i = 0; i < PROFILES; i++) {
            many.add(rig.node().addProfile(rig.meter().receiverPort()));
        }
        extent.warm(rig, rig.node());
        rig.node().use(many);
        extent.warm(rig, rig.node());
        Report report = new Report("1,000 profiles beside one", List.of("singly", "batches of 100"));
        compare(report, "singly", Load.singly(extent.singly()));
        compare(report, "batches of 100", Load.inBatches(extent.inBatches()));
        var unused = report.publish(rig);
        return rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    private void compare(Report report, String column, Load load) {
        List<Costs> alone = new ArrayList<>();
        List<Costs> together = new ArrayList<>();
        for (int round = 1; round <= extent.rounds(); round++) {
            rig.node().use(one);
            alone.add(rig.measure(rig.node(), load));
            rig.node().use(many);
            together.add(rig.measure(rig.node(), load));
        }
        double rateAlone = Medians.of(alone, costs -> costs.result().rate());
        double rateTogether = Medians.of(together, costs -> costs.result().rate());
        report.add(Figure.of("one profile", column, rateAlone, "callbacks/s"));
        report.add(Figure.of("1,000 profiles", column, rateTogether, "callbacks/s"));
        report.add(Figure.of("1,000 profiles", column, rateTogether / rateAlone, "share of one")
                .goal(Goal.atLeast(SHARE)));
        report.add(Figure.of("CPU a callback, one", column, Medians.of(alone, ProfilesBench::micros), "µs"));
        report.add(Figure.of("CPU a callback, 1,000", column, Medians.of(together, ProfilesBench::micros), "µs"));
    }

    private static double micros(Costs costs) {
        return costs.programMicros() + costs.postgresMicros();
    }
}
