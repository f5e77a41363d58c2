package dev.ringback.flow;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many outcomes of this node are on their way into the ledger. When the line is full no attempt is started: a ledger that cannot write holds
 * deliveries back, and through the budget the publishers. Shared by all event loops.
 */
public final class LedgerLine {
    private final int max;
    private final AtomicInteger unrecorded = new AtomicInteger();

    public LedgerLine(int max) {
        this.max = max;
    }

    public boolean isFull() {
        return unrecorded.get() >= max;
    }

    public void entered() {
        unrecorded.incrementAndGet();
    }

    public void left(int settlements) {
        unrecorded.addAndGet(-settlements);
    }

    public int length() {
        return unrecorded.get();
    }
}
