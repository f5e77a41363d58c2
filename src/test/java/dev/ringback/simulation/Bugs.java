package dev.ringback.simulation;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.config.Settings;
import dev.ringback.delivery.Receivers;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.profile.KeptProfile;
import dev.ringback.replay.CallbackChanges;

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

    default CallbackChanges changes(Run run, CallbackChanges real) {
        return real;
    }

    default Settings settings(Settings real) {
        return real;
    }

    /** As it is read. */
    default KeptProfile profile(KeptProfile real) {
        return real;
    }

    /** On its way from stage to stage. */
    default Object message(Run run, Object real) {
        return real;
    }

    /** Whether what should happen every so many milliseconds happens. */
    default boolean happensEvery(long millis) {
        return true;
    }

    default Receivers receivers(Run run, Receivers real) {
        return real;
    }
}
