package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The path of a callback that goes well, beside the bare relay: rates, times, and what it costs. */
final class PathBench {
    private static final String SINGLY = "singly";
    private static final String BATCHES = "batches of 100";
    private static final double RATIO_SINGLY = 0.45;
    private static final double RATIO_BATCHES = 0.5;
    private static final double POSTGRES_MICROS = 14;
    private static final double WAL_BYTES = 500;
    private static final double P50_MILLIS = 5;
    private static final double P99_MILLIS = 30;
    private static final double RESIDENT_MB = 600;

    private final Rig rig;
    private final Extent extent;

    PathBench(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
    }

    /** The same kind of load on both, round by round. */
    private record Pair(List<Costs> relay, List<Costs> node) {
        Pair() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        double share() {
            return Medians.of(node, costs -> costs.result().rate())
                    / Medians.of(relay, costs -> costs.result().rate());
        }
    }

    int run() {
        extent.warm(rig, rig.relay(), rig.node());
        Pair singly = new Pair();
        Pair batches = new Pair();
        for (int round = 1; round <= extent.rounds(); round++) {
            System.err.println("Round " + round + " of " + extent.rounds() + " ...");
            measure(singly, Load.singly(extent.singly()));
            measure(batches, Load.inBatches(extent.inBatches()));
        }
        List<Costs> steadySingly = new ArrayList<>();
        List<Costs> steadyBatches = new ArrayList<>();
        System.err.println("At half the highest rate ...");
        for (int round = 1; round <= extent.rounds(); round++) {
            steadySingly.add(steady(singly));
            steadyBatches.add(steady(batches));
        }
        Report report = new Report(
                "The path, beside the bare relay (medians of " + extent.rounds() + ")", List.of(SINGLY, BATCHES));
        column(report, SINGLY, singly, steadySingly);
        column(report, BATCHES, batches, steadyBatches);
        report.add(Figure.of(
                        "resident memory of the node, the most",
                        SINGLY,
                        Proc.residentMost(rig.node().pid()) / 1e6,
                        "MB")
                .goal(Goal.atMost(RESIDENT_MB)));
        var unused = report.publish(rig);
        return rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    private void measure(Pair pair, Load load) {
        pair.relay.add(rig.measure(rig.relay(), load));
        pair.node.add(rig.measure(rig.node(), load));
    }

    private Costs steady(Pair pair) {
        double half = Medians.of(pair.node, costs -> costs.result().rate()) / 2;
        return rig.measure(rig.node(), pair.node.get(0).load().steadily(half, extent.steadySeconds()));
    }

    private void column(Report report, String column, Pair pair, List<Costs> steady) {
        boolean singly = column.equals(SINGLY);
        double own = rig.meter().ownBytes(pair.node.get(0).load());
        ToDoubleFunction<Costs> rate = costs -> costs.result().rate();
        report.add(Figure.of("relay", column, Medians.of(pair.relay, rate), "callbacks/s"));
        report.add(Figure.of("Ringback", column, Medians.of(pair.node, rate), "callbacks/s"));
        report.add(Figure.of("Ringback", column, pair.share(), "share of the relay")
                .goal(Goal.atLeast(singly ? RATIO_SINGLY : RATIO_BATCHES)));
        report.add(Figure.of("submit to arrival at half the rate", column, latency(steady, "p50"), "p50 ms")
                .goal(singly ? Goal.atMost(P50_MILLIS) : Goal.NONE));
        report.add(Figure.of("submit to arrival at half the rate", column, latency(steady, "p99"), "p99 ms")
                .goal(singly ? Goal.atMost(P99_MILLIS) : Goal.NONE));
        report.add(Figure.of("CPU a callback, relay", column, Medians.of(pair.relay, Costs::programMicros), "µs"));
        report.add(Figure.of("CPU a callback, node", column, Medians.of(pair.node, Costs::programMicros), "µs"));
        report.add(Figure.of("CPU a callback, PostgreSQL", column, Medians.of(pair.node, Costs::postgresMicros), "µs")
                .goal(Goal.atMost(POSTGRES_MICROS)));
        report.add(Figure.of("CPU a callback, meter", column, Medians.of(pair.node, Costs::meterMicros), "µs"));
        report.add(Figure.of("own bytes of a callback", column, own, "B"));
        report.add(Figure.of(
                        "WAL a callback, over its own bytes", column, Medians.of(pair.node, Costs::walEach) - own, "B")
                .goal(Goal.atMost(WAL_BYTES)));
        report.add(Figure.of("allocation a callback, node", column, Medians.of(pair.node, Costs::allocatedEach), "B"));
    }

    private static double latency(List<Costs> steady, String which) {
        return Medians.of(steady, costs -> costs.result().latency(which));
    }
}
