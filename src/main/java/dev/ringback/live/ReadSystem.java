package dev.ringback.live;

import dev.ringback.bus.Between;
import dev.ringback.bus.Topics;
import dev.ringback.bus.Topics.NodeState;
import dev.ringback.cluster.NodeStore;
import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.domain.NodeId;
import dev.ringback.metrics.Pulse;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The state of the system, read once a second at most, however many look: the nodes and what waits from the database, how busy each node is
 * from the node itself, if it answers soon. One for the node, safe for all threads.
 */
public final class ReadSystem {
    private static final long KEPT_MILLIS = 1000;
    /** Those who look wait for it. */
    private static final Duration ANSWER_MAX = Duration.ofMillis(300);

    private final SystemStore store;
    private final NodeStore nodes;
    private final Here here;
    private final InstantSource clock;
    private Future<Seen> last = Future.failedFuture("nothing was read yet");
    private long until;

    public ReadSystem(SystemStore store, NodeStore nodes, Here here, InstantSource clock) {
        this.store = store;
        this.nodes = nodes;
        this.here = here;
        this.clock = clock;
    }

    /** This node, as it answers others that ask, and the way to ask them. */
    public record Here(Supplier<NodeId> node, Pulse pulse, String version, Between between) {}

    /** The states are those of this node and of the others that have answered; {@code silent} is how many were asked and have not. */
    record Seen(List<Member> nodes, SystemStore.Backlog backlog, Map<NodeId, NodeState> states, int silent) {}

    NodeState own() {
        Pulse.Beat beat = here.pulse().now();
        return new NodeState(
                here.node().get().value(),
                beat.acceptedPerSecond(),
                beat.deliveredPerSecond(),
                beat.inFlight(),
                here.version());
    }

    synchronized Future<Seen> now() {
        long present = clock.millis();
        if (present >= until) {
            until = present + KEPT_MILLIS;
            int asked = here.between().others();
            Future<List<NodeState>> states = here.between().askAll(Topics.STATE, ANSWER_MAX);
            last = nodes.nodes()
                    .compose(members -> store.backlog(clock.instant())
                            .compose(backlog -> states.map(others ->
                                    new Seen(members, backlog, all(others), Math.max(0, asked - others.size())))))
                    .onFailure(failure -> forget());
        }
        return last;
    }

    private Map<NodeId, NodeState> all(List<NodeState> others) {
        Map<NodeId, NodeState> all = others.stream()
                .collect(Collectors.toMap(each -> new NodeId(each.node()), Function.identity(), (one, same) -> one));
        NodeState own = own();
        all.put(new NodeId(own.node()), own);
        return all;
    }

    private synchronized void forget() {
        until = 0;
    }
}
