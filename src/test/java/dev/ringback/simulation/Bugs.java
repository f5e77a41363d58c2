package dev.ringback.simulation;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.delivery.Receivers;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;

/** Where a bug can be planted: between the stages and what they stand on. Without one everything is as it is. */
interface Bugs {
    Bugs NONE = new Bugs() {};

    default JournalStore journal(Run run, JournalStore real) {
        return real;
    }

    default LedgerStore ledger(Run run, LedgerStore real) {
        return real;
    }

    default BacklogStore backlog(Run run, BacklogStore real) {
        return real;
    }

    default NodeStore nodes(Run run, NodeStore real) {
        return real;
    }

    default Receivers receivers(Run run, Receivers real) {
        return real;
    }
}
