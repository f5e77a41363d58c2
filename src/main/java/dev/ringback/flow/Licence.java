package dev.ringback.flow;

import dev.ringback.domain.NodeId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Under which row this node writes. When a statement finds the row fenced, whoever saw it says so here; the node then starts anew under a new
 * row, and what was held under the old one is void.
 */
public final class Licence {
    private volatile State state;
    private final List<Runnable> whenLost = new CopyOnWriteArrayList<>();

    public Licence(NodeId node) {
        this.state = new State(node, true);
    }

    private record State(NodeId node, boolean valid) {}

    public NodeId node() {
        return state.node();
    }

    /** Whether work may be accepted and sent under the present row. */
    public boolean isValid() {
        return state.valid();
    }

    public boolean covers(NodeId held) {
        State now = state;
        return now.valid() && now.node().equals(held);
    }

    /** A statement under that row was refused. Only the first to say so is heard. */
    public void lost(NodeId node) {
        if (revoke(node)) {
            whenLost.forEach(Runnable::run);
        }
    }

    private synchronized boolean revoke(NodeId node) {
        boolean first = covers(node);
        if (first) {
            state = new State(node, false);
        }
        return first;
    }

    public synchronized void renewed(NodeId node) {
        state = new State(node, true);
    }

    /** The step runs on the thread that found out, once for each loss. */
    public void onLost(Runnable step) {
        whenLost.add(step);
    }
}
