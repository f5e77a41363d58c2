package dev.ringback.simulation;

import dev.ringback.SimulatedNode;
import dev.ringback.ambient.SetClock;
import dev.ringback.backlog.BacklogStore;
import dev.ringback.cluster.NodeStore;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.NodeId;
import dev.ringback.intake.JournalStore;
import dev.ringback.intake.Submit;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileStore;
import dev.ringback.replay.CallbackChanges;
import dev.ringback.support.memory.MemoryStore;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one run of a node gets from its world: the store on connections of its own, its machine's memory, and the receivers. */
final class Ports implements SimulatedNode.World {
    private static final long CLOCK_EVERY = 30 * Timeline.SECOND;

    private final Run run;
    private final MemoryStore store;
    private final Connection shared;

    Ports(Run run) {
        this.run = run;
        this.store = run.world().store();
        this.shared = new Connection(run);
    }

    private Bugs bugs() {
        return run.world().bugs();
    }

    @Override
    public JournalStore journal(int loop) {
        var journal = store.journal(
                new Connection(run),
                loop,
                run.ambient().clock(),
                run.world().plan().settings().intake().idempotencyKept());
        return new Watched.Journal(run, bugs().journal(run, journal));
    }

    @Override
    public LedgerStore ledger() {
        return new Watched.Ledger(run, bugs().ledger(run, store.ledger(new Connection(run))));
    }

    @Override
    public BacklogStore backlog() {
        return bugs().backlog(run, store.backlog(new Connection(run)));
    }

    @Override
    public BacklogStore sharedBacklog() {
        return bugs().backlog(run, store.backlog(shared));
    }

    @Override
    public NodeStore nodes() {
        return bugs().nodes(run, store.nodes(new Connection(run)));
    }

    @Override
    public NodeStore sharedNodes() {
        return bugs().nodes(run, store.nodes(shared));
    }

    /** For users; the product asks it for them. */
    CallbackChanges changes() {
        return new Watched.Changes(
                run, bugs().changes(run, store.changes(shared, run.world().profiles()::state)));
    }

    @Override
    public ProfileStore profiles() {
        return run.world().profiles().of(run);
    }

    @Override
    public ProfileChanges profileChanges() {
        return run.world().profiles().changesFor(run);
    }

    @Override
    public Future<Void> open() {
        return setClock();
    }

    private Future<Void> setClock() {
        return new SetClock(run.ambient().clock(), this::askTime).once();
    }

    /** Told by the database, somewhere on the round trip. */
    private Future<SetClock.Answer> askTime() {
        Promise<SetClock.Answer> done = Promise.promise();
        Instant asked = run.now();
        long there = run.chance().skewed(50 * Timeline.MICRO, 60 * Timeline.MILLI);
        long back = run.chance().skewed(50 * Timeline.MICRO, 60 * Timeline.MILLI);
        long told = run.world().timeline().now() + there;
        run.after(
                there + back,
                () -> done.complete(
                        new SetClock.Answer(World.START.plusNanos(told), Duration.between(asked, run.now()))));
        return done.future();
    }

    @Override
    public Optional<NodeId> lastRun() {
        return run.machine().lastRun();
    }

    @Override
    public Future<Void> remember(NodeId node) {
        Promise<Void> done = Promise.promise();
        run.after(run.chance().skewed(Timeline.MICRO, 10 * Timeline.MILLI), () -> {
            run.machine().remember(node);
            done.complete();
        });
        return done.future();
    }

    @Override
    public void listens(Submit submit) {
        run.doors.add(submit);
        run.world().trace().note("listens", run);
    }

    @Override
    public void listensNoMore(Submit submit) {
        run.doors.remove(submit);
    }

    @Override
    public Receivers receivers() {
        return bugs().receivers(run, call -> run.world().customers().call(run, call));
    }

    @Override
    public Deployable upkeep() {
        return context -> {
            later();
            return Future.succeededFuture();
        };
    }

    private void later() {
        run.after(CLOCK_EVERY, () -> setClock().onComplete(done -> later()));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
