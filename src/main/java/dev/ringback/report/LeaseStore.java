package dev.ringback.report;

import dev.ringback.domain.NodeId;
import io.vertx.core.Future;

/** Who does what one node at a time does for all. */
public interface LeaseStore {
    /** Takes it when it is free, or its holder is dead, and says whether this node has it now. Fails as fenced when the node's row is taken. */
    Future<Boolean> hold(NodeId node);
}
