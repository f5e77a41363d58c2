package dev.ringback;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.intake.JournalStore;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.live.LiveFeed;
import dev.ringback.live.WatchedJournal;
import dev.ringback.live.WatchedLedger;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileStore;
import dev.ringback.profile.SealedProfileJson;
import dev.ringback.profile.ToldChanges;
import dev.ringback.profile.ToldProfiles;
import dev.ringback.replay.ReplayStore;
import dev.ringback.store.Database;
import dev.ringback.store.PgBacklog;
import dev.ringback.store.PgJournal;
import dev.ringback.store.PgLedger;
import dev.ringback.store.PgNodes;
import dev.ringback.store.PgProfileChanges;
import dev.ringback.store.PgProfiles;
import dev.ringback.store.PgReplays;

/** The ports to PostgreSQL. */
record PgPorts(Ground ground, OpenStore store, LiveFeed live) implements Ports {
    @Override
    public JournalStore journal(int loop) {
        PgJournal journal = PgJournal.alone(
                database(),
                loop,
                ground.ambient().clock(),
                ground.settings().intake().idempotencyKept());
        return new WatchedJournal(journal, live);
    }

    @Override
    public LedgerStore ledger() {
        return new WatchedLedger(PgLedger.alone(database()), live);
    }

    @Override
    public BacklogStore backlog() {
        return PgBacklog.alone(database());
    }

    @Override
    public BacklogStore sharedBacklog() {
        return PgBacklog.shared(database());
    }

    @Override
    public ReplayStore replays() {
        return PgReplays.alone(database());
    }

    @Override
    public NodeStore nodes() {
        return PgNodes.alone(database());
    }

    @Override
    public NodeStore sharedNodes() {
        return PgNodes.shared(database());
    }

    @Override
    public ProfileStore profiles() {
        return new ToldProfiles(new PgProfiles(database(), new SealedProfileJson(store.key())), ground.between());
    }

    @Override
    public ProfileChanges profileChanges() {
        return new ToldChanges(new PgProfileChanges(ground.vertx(), database()), ground.between());
    }

    private Database database() {
        return store.database();
    }
}
