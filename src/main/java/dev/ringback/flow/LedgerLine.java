package dev.ringback.flow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many outcomes of this node are on their way into the ledger. When the line is full no attempt is started: a ledger that cannot write holds
 * deliveries back, and through the budget the publishers. Shared by all event loops.
 */
public final class LedgerLine {
    private final int max;
    private final AtomicLong entered = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private long enteredAtLastLook;

    public LedgerLine(int max) {
        this.max = max;
    }

    public boolean isFull() {
        return length() >= max;
    }

    public void entered() {
        long unused = entered.incrementAndGet();
    }

    public void left(int settlements) {
        long unused = left.addAndGet(settlements);
    }

    public int length() {
        return (int) (entered.get() - left.get());
    }

    /**
     * Forgets what a lost message left in the line, and what one that came twice took out of it: each would else make the line shorter or longer for
     * good, until it is always full. To be called by the ledger, every ten seconds, while it has nothing in hand: what had entered before the last
     * look has come since, or never will.
     */
    public void lookForLost() {
        long lost = enteredAtLastLook - left.get();
        if (lost > 0) {
            left((int) lost);
        } else if (length() < 0) {
            left(length());
        }
        enteredAtLastLook = entered.get();
    }
}
