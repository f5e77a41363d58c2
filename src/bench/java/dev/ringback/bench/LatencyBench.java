package dev.ringback.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times from submit to arrival over the rate, from a tenth to nine tenths of the highest; the relay at the same rates beside it. */
final class LatencyBench {
    private static final List<String> WHICH = List.of("p50", "p99", "p999");
    private static final List<String> COLUMNS = List.of("p50", "p99", "p99.9", "relay p50", "relay p99", "relay p99.9");
    private static final int STEPS = 9;

    private final Rig rig;
    private final Extent extent;

    LatencyBench(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
    }

    private record Point(double rate, Result node, Result relay) {}

    int run() {
        extent.warm(rig, rig.relay(), rig.node());
        Load load = Load.singly(extent.singly());
        List<Costs> closed = new ArrayList<>();
        for (int round = 0; round < extent.rounds(); round++) {
            closed.add(rig.measure(rig.node(), load));
        }
        double highest = Medians.of(closed, costs -> costs.result().rate());
        List<Point> points = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            Load steady = load.steadily(highest * step / (STEPS + 1), extent.steadySeconds());
            Result node = rig.measure(rig.node(), steady).result();
            points.add(new Point(
                    steady.rate(), node, rig.measure(rig.relay(), steady).result()));
        }
        Report report = new Report(
                String.format(Locale.ROOT, "From submit to arrival, singly; the highest rate is %,.0f/s", highest),
                COLUMNS);
        for (int step = 1; step <= STEPS; step++) {
            Point point = points.get(step - 1);
            String name = String.format(Locale.ROOT, "%d %%: %,.0f/s", step * 100 / (STEPS + 1), point.rate);
            for (int i = 0; i < WHICH.size(); i++) {
                report.add(Figure.of(name, COLUMNS.get(i), point.node.latency(WHICH.get(i)), "ms"));
                report.add(Figure.of(name, COLUMNS.get(i + WHICH.size()), point.relay.latency(WHICH.get(i)), "ms"));
            }
        }
        Path file = report.publish(rig);
        draw(points, file.resolveSibling(file.getFileName().toString().replace(".json", ".svg")));
        return rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    private static void draw(List<Point> points, Path file) {
        Picture picture = new Picture("From submit to arrival", "callbacks a second", "ms");
        picture.line("p99.9", "#b4322f", false, at(points, true, "p999"));
        picture.line("p99", "#b7791f", false, at(points, true, "p99"));
        picture.line("p50", "#2b6cb0", false, at(points, true, "p50"));
        picture.line("relay p99", "#8a8f98", true, at(points, false, "p99"));
        picture.line("relay p50", "#8a8f98", true, at(points, false, "p50"));
        try {
            Files.writeString(file, picture.svg());
        } catch (IOException failure) {
            throw new BenchException("cannot write " + file, failure);
        }
        System.out.println("Drawn in " + Path.of("").toAbsolutePath().relativize(file));
    }

    private static List<double[]> at(List<Point> points, boolean node, String which) {
        return points.stream()
                .map(point -> new double[] {point.rate, (node ? point.node : point.relay).latency(which)})
                .toList();
    }
}
