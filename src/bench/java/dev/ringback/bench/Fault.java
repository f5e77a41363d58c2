package dev.ringback.bench;

/** What may happen to a cluster, while load is on it: its word for {@code --only}, the head of its column, and itself. */
record Fault(String word, String name, Play play) {
    /** Does it and heals it, and notes in the part what it took and what may be doubled by it. */
    interface Play {
        void on(Cluster cluster, Part part);
    }
}
