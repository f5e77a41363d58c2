package dev.ringback;

import dev.ringback.ambient.Ambient;
import dev.ringback.backlog.BacklogStore;
import dev.ringback.backlog.CancelWaiting;
import dev.ringback.cluster.NodeStore;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.http.Readiness;
import dev.ringback.intake.JournalStore;
import dev.ringback.intake.Submit;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.profile.CheckProfile;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileStore;
import dev.ringback.replay.ReplayStore;
import dev.ringback.support.MemoryReplays;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;

/** Gives the real {@link Node} what a simulation has in the place of PostgreSQL, a directory and HTTP. */
final class SimulatedOutside implements Outside, Face, Ports {
    private final Ground ground;
    private final SimulatedNode.World world;
    private Optional<Shared> shared = Optional.empty();

    SimulatedOutside(Ground ground, SimulatedNode.World world) {
        this.ground = ground;
        this.world = world;
    }

    Shared shared() {
        return shared.orElseThrow();
    }

    EditProfiles editProfiles() {
        var ambient = ground.ambient();
        return new EditProfiles(
                new EditProfiles.Node(ambient.clock(), ambient.ids(), ambient.secrets()),
                shared().profiles().store(),
                shared().profiles().all(),
                new CheckProfile(
                        ground.catalogue(),
                        dev.ringback.config.Settings.Reach.PRIVATE,
                        url -> true,
                        Duration.ofDays(30)),
                new CancelWaiting(sharedBacklog(), shared().licence(), ambient.clock()));
    }

    @Override
    public Ports ports() {
        return this;
    }

    @Override
    public Future<?> prepare() {
        return Future.succeededFuture();
    }

    @Override
    public Optional<NodeId> lastRun() {
        return world.lastRun();
    }

    @Override
    public Future<Void> remember(NodeId run) {
        return world.remember(run);
    }

    @Override
    public Face face(Shared all, Readiness readiness) {
        shared = Optional.of(all);
        return this;
    }

    @Override
    public Future<Void> close() {
        return world.close();
    }

    @Override
    public VerticleBase door(Ambient ambient, Submit submit) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                world.listens(submit);
                return Future.succeededFuture();
            }

            @Override
            public Future<?> stop() {
                world.listensNoMore(submit);
                return Future.succeededFuture();
            }
        };
    }

    @Override
    public Receivers receivers(Ambient ambient) {
        return world.receivers();
    }

    @Override
    public boolean isOwnInbox(RenderedRequest request) {
        return false;
    }

    @Override
    public Deployable upkeep() {
        return world.upkeep();
    }

    @Override
    public ReplayStore replays() {
        return new MemoryReplays();
    }

    @Override
    public JournalStore journal(int loop) {
        return world.journal(loop);
    }

    @Override
    public LedgerStore ledger() {
        return world.ledger();
    }

    @Override
    public BacklogStore backlog() {
        return world.backlog();
    }

    @Override
    public BacklogStore sharedBacklog() {
        return world.sharedBacklog();
    }

    @Override
    public NodeStore nodes() {
        return world.nodes();
    }

    @Override
    public NodeStore sharedNodes() {
        return world.sharedNodes();
    }

    @Override
    public ProfileStore profiles() {
        return world.profiles();
    }

    @Override
    public ProfileChanges profileChanges() {
        return world.profileChanges();
    }
}
