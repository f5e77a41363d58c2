package dev.ringback.bench;

import java.util.Locale;

/**
 * A short look whether the node is far slower beside the relay than it should be. A cold JVM and a busy machine make single rounds bad, so
 * one good round is enough, and only half of what is expected of a warm node is asked for.
 */
final class Smoke {
    private static final double SINGLY = 0.22;
    private static final double IN_BATCHES = 0.25;
    private static final int ROUNDS = 6;

    private final Rig rig;
    private final Extent extent;

    Smoke(Rig rig) {
        this.rig = rig;
        this.extent = Extent.of(rig.options());
    }

    int run() {
        extent.warm(rig, rig.relay(), rig.node());
        boolean singly = isFastEnough(Load.singly(extent.singly()), SINGLY);
        boolean inBatches = isFastEnough(Load.inBatches(extent.inBatches()), IN_BATCHES);
        if (rig.lost() + rig.doubled() > 0) {
            System.out.println(rig.lost() + " callbacks are lost, " + rig.doubled() + " doubled");
        }
        return singly && inBatches && rig.lost() + rig.doubled() == 0 ? 0 : 1;
    }

    private boolean isFastEnough(Load load, double least) {
        double best = 0;
        for (int round = 0; round < ROUNDS && best < least; round++) {
            double relay = rig.measure(rig.relay(), load).result().rate();
            double node = rig.measure(rig.node(), load).result().rate();
            best = Math.max(best, node / relay);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f of the bare relay's rate, at least %.2f is asked for%n",
                load.kind(),
                best,
                least);
        return best >= least;
    }
}
