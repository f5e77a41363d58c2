package dev.ringback.intake;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Where accepted callbacks become durable. Every Future fails with {@link dev.ringback.flow.Trouble} only. Of each of the two ways to append one
 * flush is under way at a time.
 */
public interface JournalStore {
    /** All of them in one transaction, under the licence of that node, or none. */
    Future<Void> append(NodeId node, List<Entry> entries);

    /**
     * The same for entries with idempotency keys, all different. Only those whose key was free are written; the answer has, in the order of the
     * entries, who holds each key now.
     */
    Future<List<KeyHolder>> appendKeyed(NodeId node, List<Entry> entries);

    /**
     * Which of them are there, once every write of that node that is still under way has ended. A flush of unknown fate that was asked for before and
     * is not there will not come: the database refuses it, however late it gets it.
     */
    Future<Set<CallbackId>> findWritten(NodeId node, List<CallbackId> ids);

    /** The callback that was accepted with a key, and the hash of its request. */
    record KeyHolder(CallbackId callback, byte[] requestHash) {}
}
