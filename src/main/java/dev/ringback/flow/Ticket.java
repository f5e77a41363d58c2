package dev.ringback.flow;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Hold;
import dev.ringback.domain.NodeId;
import java.util.concurrent.atomic.AtomicInteger;

/** The hold of a callback that this node is accepting or has accepted: from its id to its final record or its backlog row. */
public final class Ticket implements Hold {
    private static final int ISSUED = 0;
    private static final int COMMITTED = 1;
    private static final int TAKEN = 2;
    private static final int SETTLED = 3;

    private final CallbackId id;
    private final NodeId licence;
    private final int size;
    private final Budget budget;
    private final AtomicInteger state = new AtomicInteger(ISSUED);
    private int passes;

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

    /** The journal has it; from now on somebody must deliver it. */
    public void committed() {
        boolean first = state.compareAndSet(ISSUED, COMMITTED);
        passes = first ? 0 : passes;
    }

    @Override
    public void taken() {
        if (state.get() < TAKEN) {
            boolean unused = state.compareAndSet(COMMITTED, TAKEN);
        }
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

    /** One more look at it while it is nobody's, or long somebody's: says whether it has been looked at too often. */
    boolean isAstray(int untakenMost, int takenMost) {
        int now = state.get();
        if (now != COMMITTED && now != TAKEN) {
            return false;
        }
        passes++;
        return passes > (now == COMMITTED ? untakenMost : takenMost);
    }

    void absolve() {
        passes = 0;
    }
}
