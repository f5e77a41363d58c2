package dev.ringback.cluster;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of nodes. Every Future fails with {@link dev.ringback.flow.Trouble} only. */
public interface NodeStore {
    Future<Void> register(NodeId node, String host, UUID lowWater, Instant now);

    /** Raises the beat and moves the low-water mark, never back. Fails as fenced when the row is gone or taken. */
    Future<Void> beat(NodeId node, UUID lowWater);

    Future<List<Member>> nodes();

    /**
     * Marks the node as taken over by {@code survivor}, unless one of {@code alive} has done so or one of its statements is under way; says
     * whether it did.
     */
    Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive);

    /** The next callbacks of a fenced node, in the order of their ids: those that are unsettled get backlog rows. */
    Future<Portion> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most);

    /** Nothing of the fenced node below that id is left to recover. */
    Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark);

    Future<Void> freeClaims(NodeId dead);

    /** The row of a fenced node that is recovered, or of the one that leaves by itself. It stays while something unsettled or claimed needs it. */
    Future<Void> remove(NodeId node, NodeId by);

    record Member(NodeId node, String host, long beat, Optional<NodeId> takenBy, Instant startedAt) {}

    /** {@code last} is empty when there was nothing more. */
    record Portion(int seen, int recovered, Optional<CallbackId> last) {}
}
