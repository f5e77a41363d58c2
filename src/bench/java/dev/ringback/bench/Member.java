package dev.ringback.bench;

import java.time.Duration;

/** One node of a cluster, and its way to the database. */
record Member(int index, NodeProcess node, Doorway doorway) {
    private static final Duration READY_MAX = Duration.ofMinutes(2);

    void awaitReady() {
        if (!Pause.until(READY_MAX, node::isReady)) {
            throw new BenchException(this + " does not come back");
        }
    }

    /** By SIGTERM, as a service's manager does. */
    void stop() {
        int status = node.term();
        if (status != 0) {
            throw new BenchException(this + " ended with status " + status + " after SIGTERM");
        }
    }

    void close() {
        node.close();
        doorway.close();
    }

    @Override
    public String toString() {
        return "node " + (index + 1);
    }
}
