package dev.ringback;

import dev.ringback.domain.NodeId;
import dev.ringback.http.Readiness;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What a node stands on: the opened store, the memory of its runs, and its face. The product's is PostgreSQL, a directory and HTTP; a simulation
 * gives others to the same node.
 */
interface Outside {
    Ports ports();

    /** What must be done before the node takes its place among the others. */
    Future<?> prepare();

    /** The run before this one on the same directory, which is dead for certain. */
    Optional<NodeId> lastRun();

    /** From here on this is the last run. */
    Future<Void> remember(NodeId run);

    /** To be called once. */
    Face face(Shared shared, Readiness readiness);

    Future<Void> close();
}
