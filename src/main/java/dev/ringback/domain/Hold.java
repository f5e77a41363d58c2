package dev.ringback.domain;

/**
 * This node's responsibility for a callback that it holds in memory: for a fresh one it keeps the node's low-water mark down, for a claimed
 * one it stands for the claim. Both calls may come from any thread, and more than once.
 */
public interface Hold {
    /** The run of the node under which the callback is held; once that run is fenced, what it holds is worth nothing. */
    NodeId licence();

    /** A lane, the ledger or another stage has it: nobody else needs to sweep it up. */
    void taken();

    /** Its final record or its backlog row is durable, or another node is responsible now. */
    void settled();
}
