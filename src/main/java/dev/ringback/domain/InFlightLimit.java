package dev.ringback.domain;

/**
 * How many attempts one lane may have under way: at most its share, less while the receiver is overloaded (halved by each sign of it, one
 * more again for each full round of good answers), never less than one.
 */
public final class InFlightLimit {
    private int share;
    private double current;

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

    public int share() {
        return share;
    }

    public int now() {
        return share == 0 ? 0 : Math.max(1, (int) current);
    }

    public void succeeded() {
        if (current < share) {
            current = Math.min(share, current + 1 / Math.max(1, current));
        }
    }

    public void overloaded() {
        current = Math.max(1, current / 2);
    }
}
