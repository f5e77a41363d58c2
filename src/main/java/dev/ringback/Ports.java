package dev.ringback;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileStore;
import dev.ringback.replay.ReplayStore;

/** The ports by which the stages reach the store. Those that are not shared are made anew at each call, on a connection of their own. */
interface Ports {
    JournalStore journal(int loop);

    LedgerStore ledger();

    BacklogStore backlog();

    BacklogStore sharedBacklog();

    ReplayStore replays();

    NodeStore nodes();

    NodeStore sharedNodes();

    ProfileStore profiles();

    ProfileChanges profileChanges();
}
