package dev.ringback.store;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;

/**
 * Stores on connections of their own. From {@link #hold()} on each statement that writes stops before its commit: it has its locks, it has written
 * its rows, and nobody sees them. One that has written nothing goes through.
 */
interface HeldStores {
    JournalStore journal();

    LedgerStore ledger();

    BacklogStore backlog();

    NodeStore nodes();

    void hold();

    /** Until so many statements stand before their commit. */
    void awaitHeld(int statements);

    /** All commit and answer, and those that come later are not held. */
    void letGo();

    /** The connections are lost, and the server does not notice: what is held commits when it is let go, and nobody hears of it. */
    void lose();

    /** What is sent from now on comes to the server only by {@link #arrive()}; {@link #lose()} ends this for new connections. */
    void delay();

    /** The server gets what was sent on the lost connections, begins it, and has ended it when this returns. */
    void arrive();

    /** The server ends their sessions: what is held is rolled back. */
    void end();
}
