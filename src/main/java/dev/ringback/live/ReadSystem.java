package dev.ringback.live;

import dev.ringback.cluster.NodeStore;
import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.metrics.Pulse;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** The state of the system, read once a second at most, however many look. One for the node, safe for all threads. */
public final class ReadSystem {
    private static final long KEPT_MILLIS = 1000;

    private final SystemStore store;
    private final NodeStore nodes;
    private final Pulse pulse;
    private final InstantSource clock;
    private Future<Seen> last = Future.failedFuture("nothing was read yet");
    private long until;

    public ReadSystem(SystemStore store, NodeStore nodes, Pulse pulse, InstantSource clock) {
        this.store = store;
        this.nodes = nodes;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** The pulse is this node's. */
    record Seen(List<Member> nodes, SystemStore.Backlog backlog, Pulse.Beat beat) {}

    synchronized Future<Seen> now() {
        long present = clock.millis();
        if (present >= until) {
            until = present + KEPT_MILLIS;
            last = nodes.nodes()
                    .compose(members ->
                            store.backlog(clock.instant()).map(backlog -> new Seen(members, backlog, pulse.now())))
                    .onFailure(failure -> forget());
        }
        return last;
    }

    private synchronized void forget() {
        until = 0;
    }
}
