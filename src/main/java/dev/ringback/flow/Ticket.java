package dev.ringback.flow;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** The hold of a callback that this node is accepting or has accepted: from its id to its final record or its backlog row. */
public final class Ticket implements Hold {
    private static final int ISSUED = 0;
    private static final int TAKEN = 1;
    private static final int SETTLED = 2;

    private final CallbackId id;
    private final NodeId licence;
    private final int size;
    private final Budget budget;
    private final AtomicInteger state = new AtomicInteger(ISSUED);

    Ticket(CallbackId id, NodeId licence, int size, Budget budget) {
        this.id = id;
        this.licence = licence;
        this.size = size;
        this.budget = budget;
        budget.take(size);
    }

    public CallbackId id() {
        return id;
    }

    @Override
    public NodeId licence() {
        return licence;
    }

    @Override
    public void taken() {
        state.compareAndSet(ISSUED, TAKEN);
    }

    @Override
    public void settled() {
        if (state.getAndSet(SETTLED) != SETTLED) {
            budget.give(size);
        }
    }

    boolean isSettled() {
        return state.get() == SETTLED;
    }

    boolean isTaken() {
        return state.get() == TAKEN;
    }

    Instant issuedAt() {
        return dev.ringback.domain.Uuid7.time(id.value());
    }
}
