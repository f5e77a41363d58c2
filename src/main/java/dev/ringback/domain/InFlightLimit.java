package dev.ringback.domain;

/**
 * How many attempts one lane may have under way: at most its share; less while the receiver says that it is overloaded. A sign of overload takes
 * a third off, at most once for each round of answers, down to an eighth of the share; each round of good answers gives one back.
 */
public final class InFlightLimit {
    private static final double LESS = 2.0 / 3;
    private static final int FLOOR_PART = 8;

    private int share;
    private double current;
    private int untilNextCut;

    public InFlightLimit(int share) {
        this.share = share;
        this.current = share;
    }

    public void share(int newShare) {
        if (newShare != share) {
            current = current >= share ? newShare : Math.min(current, newShare);
            share = newShare;
        }
    }

    public int now() {
        return share == 0 ? 0 : Math.max(1, (int) current);
    }

    public void succeeded() {
        untilNextCut--;
        if (current < share) {
            current = Math.min(share, current + 1 / Math.max(1, current));
        }
    }

    public void overloaded() {
        untilNextCut--;
        if (untilNextCut <= 0) {
            untilNextCut = now();
            current = Math.max(Math.max(1, share / FLOOR_PART), current * LESS);
        }
    }
}
