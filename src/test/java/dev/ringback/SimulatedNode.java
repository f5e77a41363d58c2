package dev.ringback;

import dev.ringback.ambient.SystemAmbient;
import dev.ringback.backlog.BacklogStore;
import dev.ringback.catalogue.Catalogue;
import dev.ringback.cluster.NodeStore;
import dev.ringback.config.Settings;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.intake.JournalStore;
import dev.ringback.intake.Submit;
import dev.ringback.ledger.LedgerStore;
import dev.ringback.metrics.Meters;
import dev.ringback.profile.EditProfiles;
import dev.ringback.profile.ProfileChanges;
import dev.ringback.profile.ProfileStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** One run of the real {@link Node} in a simulated world, and what may be seen of it from outside. */
public final class SimulatedNode {
    private static final PrometheusMeterRegistry REGISTRY = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Of all worlds: nothing in a node reads them back. */
    private static final Meters METERS = new Meters(REGISTRY);

    private final SimulatedOutside outside;
    private final Future<Node> node;

    private SimulatedNode(SimulatedOutside outside, Future<Node> node) {
        this.outside = outside;
        this.node = node;
    }

    /** What the world gives to one run of a node. */
    public interface World {
        JournalStore journal(int loop);

        LedgerStore ledger();

        BacklogStore backlog();

        BacklogStore sharedBacklog();

        NodeStore nodes();

        NodeStore sharedNodes();

        ProfileStore profiles();

        ProfileChanges profileChanges();

        /** The store; afterwards the node's clock is the database's. */
        Future<Void> open();

        Optional<NodeId> lastRun();

        Future<Void> remember(NodeId run);

        void listens(Submit submit);

        void listensNoMore(Submit submit);

        Receivers receivers();

        Deployable upkeep();

        Future<Void> close();
    }

    public static SimulatedNode start(Vertx vertx, Settings settings, SystemAmbient ambient, World world) {
        Ground ground = new Ground(
                Engine.alone(vertx), settings, ambient, new Catalogue(List.of()), REGISTRY, METERS, Optional.empty());
        SimulatedOutside outside = new SimulatedOutside(ground, world);
        return new SimulatedNode(outside, world.open().compose(opened -> Node.start(ground, outside)));
    }

    public Future<Void> started() {
        return node.mapEmpty();
    }

    public boolean isStarted() {
        return node.succeeded();
    }

    public Future<Void> stop() {
        return node.result().stop();
    }

    /** All that it holds in memory, and all that must be 0 at rest. */
    public List<Integer> holdings() {
        Node.Holdings all = node.result().holdings();
        return List.of(
                all.unsettled(),
                (int) all.unsettledBytes(),
                all.unrecorded(),
                all.inFlight(),
                all.inLanes(),
                all.claimed());
    }

    public boolean isLicensed() {
        return outside.shared().licence().isValid();
    }

    public NodeId licence() {
        return outside.shared().licence().node();
    }

    public int shareOf(ProfileId profile) {
        return outside.shared().placement().shareOfNode(profile);
    }

    public int members() {
        return outside.shared().membership().now().nodes();
    }

    public EditProfiles editProfiles() {
        return outside.editProfiles();
    }
}
