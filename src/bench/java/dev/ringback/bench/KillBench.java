package dev.ringback.bench;

import java.time.Duration;
import java.util.List;

/**
 * The path with a node that dies in the middle: once alone, so that its database lives on, and once together with its database. The publisher
 * goes on and sends again what it has no answer to. Nothing may be lost; what comes twice is the publisher's own, or was under way.
 */
final class KillBench {
    private static final Duration PROGRESS_MAX = Duration.ofMinutes(3);
    private static final Duration SETTLED_MAX = Duration.ofMinutes(3);
    private static final int DEATHS = 2;

    private final Rig rig;
    private final int count;
    private int lost;
    private double longest;

    KillBench(Rig rig) {
        this.rig = rig;
        this.count = Extent.of(rig.options()).singly();
    }

    int run() {
        Report report = new Report(
                "kill -9 in the middle of the path: the node, then the node and PostgreSQL",
                List.of("singly", "batches of 100"));
        run(report, "singly", Load.singly(count));
        run(report, "batches of 100", Load.inBatches(count));
        report.add(Figure.of("away, until ready again, the longest", "singly", longest, "s"));
        var unused = report.publish(rig);
        return lost == 0 ? 0 : 1;
    }

    private void run(Report report, String column, Load load) {
        long before = rig.database().callbacks();
        Meter.Run run = rig.meter().start(rig.node(), load);
        for (int death = 1; death <= DEATHS; death++) {
            long when = before + (long) load.count() * death / (DEATHS + 1);
            boolean reached = Pause.until(PROGRESS_MAX, () -> rig.database().callbacks() >= when || !run.isAlive());
            if (!reached || !run.isAlive()) {
                throw new BenchException("the load ended before the node could be killed, or stands still");
            }
            dieAndComeBack(load, death == DEATHS);
        }
        Result result = run.result();
        boolean unused = Pause.until(SETTLED_MAX, () -> rig.database().unsettled() == 0);
        long unsettled = rig.database().unsettled();
        lost += result.lost() + (int) unsettled;
        report.add(Figure.of("submitted", column, load.count(), "callbacks"));
        report.add(
                Figure.of("never arrived", column, result.lost(), "callbacks").goal(Goal.atMost(0)));
        report.add(Figure.of("without a final record", column, unsettled, "callbacks")
                .goal(Goal.atMost(0)));
        report.add(Figure.of("sent again by the publisher", column, result.resubmitted(), "callbacks"));
        report.add(Figure.of("arrived twice", column, result.doubled(), "callbacks"));
    }

    private void dieAndComeBack(Load load, boolean withDatabase) {
        System.err.println(
                "kill -9 of the node" + (withDatabase ? " and PostgreSQL" : "") + ", " + load.kind() + " ...");
        rig.killNode(withDatabase);
        long since = System.nanoTime();
        rig.startNodeAgain();
        longest = Math.max(longest, (System.nanoTime() - since) / 1e9);
    }
}
