package dev.ringback.flow;

/** How many nodes live, and which of them this one is in the order of their ids: by that, limits for the whole cluster are divided. */
public final class Membership {
    private volatile Place place = new Place(1, 0);

    /** {@code index} counts from 0. */
    public record Place(int nodes, int index) {}

    public Place now() {
        return place;
    }

    public void changed(int nodes, int index) {
        place = new Place(nodes, index);
    }
}
