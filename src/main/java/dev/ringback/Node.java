package dev.ringback;

import dev.ringback.backlog.ClaimDue;
import dev.ringback.bus.Between;
import dev.ringback.cluster.Heartbeat;
import dev.ringback.cluster.NodeStore;
import dev.ringback.cluster.TakeOver;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Uuid7;
import dev.ringback.ledger.RecordOutcomes;
import dev.ringback.profile.ProfileStore;
import dev.ringback.replay.RunReplays;
import dev.ringback.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: takes its place among the others, starts the stages from the last to the first, so that nothing is taken that cannot be
 * handed on, and stops them from the first to the last.
 */
final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int LEAVE_TRIES = 20;
    private static final Duration CLOCK_APART_MAX = Duration.ofMinutes(5);

    private final Ground ground;
    private final Outside outside;
    private final Shared shared;
    private final Services services;
    private final Wiring wiring;
    private final NodeStore nodes;
    private final TakeOver takeOver;
    private final List<Loop> loops = new ArrayList<>();
    private final List<Heartbeat> heartbeat = new ArrayList<>();
    private final List<ClaimDue> backlog = new ArrayList<>();
    private final List<RunReplays> replays = new ArrayList<>();
    private final List<RecordOutcomes> ledger = new ArrayList<>();
    private volatile boolean started;
    private volatile boolean draining;

    private Node(Ground ground, Outside outside) {
        Ports ports = outside.ports();
        this.ground = ground;
        this.outside = outside;
        this.shared = Shared.of(ground, ports, ground.loops());
        this.wiring = new Wiring(ground, ports, shared, outside.face(shared, this::reasonsAgainst));
        this.services = new Services(wiring);
        this.nodes = ports.sharedNodes();
        this.takeOver = services.takeOver();
    }

    /** Completes when it is ready for requests. */
    static Future<Node> start(Ground ground, Outside outside) {
        Node node = new Node(ground, outside);
        return node.join().map(node).recover(failure -> node.stop().transform(done -> Future.failedFuture(failure)));
    }

    private Future<Void> join() {
        shared.licence()
                .onLost(() -> ground.vertx()
                        .runOnContext(ignored -> rejoin(shared.licence().node())));
        return outside.prepare()
                .compose(made -> services.keepProfiles())
                .compose(id -> register(shared.licence().node()))
                .compose(done -> services.ledger())
                .compose(ledgerPart -> {
                    ledger.add(ledgerPart);
                    return Loop.startAll(shared.placement().loops(), wiring);
                })
                .onSuccess(loops::addAll)
                .compose(done -> services.heartbeat(this::lowWater, takeOver))
                .compose(beating -> {
                    heartbeat.add(beating);
                    return succeed();
                })
                .compose(done -> services.backlog())
                .compose(claimDue -> {
                    backlog.add(claimDue);
                    return services.replays();
                })
                .compose(running -> {
                    replays.add(running);
                    return services.upkeep();
                })
                .compose(id -> {
                    gauges();
                    return listen(0).recover(this::cannotListen);
                })
                .onSuccess(done -> started = true);
    }

    private Future<Void> register(NodeId node) {
        return outside.remember(node)
                .compose(done -> nodes.register(
                        node, host(), floor(), ground.ambient().clock().instant()));
    }

    private UUID floor() {
        return Uuid7.floor(ground.ambient().clock().instant());
    }

    private Future<Void> listen(int index) {
        return index == loops.size()
                ? Future.succeededFuture()
                : loops.get(index).listen().compose(done -> listen(index + 1));
    }

    private Future<Void> cannotListen(Throwable failure) {
        var http = ground.settings().http();
        return Future.failedFuture(new StoreException(
                "Cannot listen on " + http.host() + ":" + http.port() + " (http.host, http.port): "
                        + failure.getMessage(),
                failure));
    }

    /** The run before this one on the same directory is dead for certain: we hold its lock. */
    private Future<Void> succeed() {
        return outside.lastRun()
                .map(last -> takeOver.of(last, List.of(shared.licence().node())).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /** Another node has taken over what this run held: forget it, and go on under a new row. */
    private void rejoin(NodeId lost) {
        if (draining) {
            // The row that this run left by itself, or that it will do without: a new one would outlive it.
            return;
        }
        LOG.warn("this node was taken for dead and has lost what it held to another; it starts anew");
        List<Future<Void>> forgotten =
                loops.stream().map(loop -> loop.forget(lost)).toList();
        backlog.forEach(ClaimDue::forget);
        NodeId next = new NodeId(ground.ambient().ids().uuid());
        Future.join(forgotten)
                .compose(done -> register(next))
                .onSuccess(done -> shared.licence().renewed(next))
                .onFailure(failure -> {
                    LOG.warn("cannot start anew yet: {}", failure.getMessage());
                    long unused = ground.vertx().setTimer(1000, id -> rejoin(lost));
                });
    }

    private UUID lowWater() {
        return loops.stream()
                .map(Loop::mark)
                .min(Comparator.comparing(mark -> mark, Uuid7::compare))
                .orElseGet(this::floor);
    }

    private List<String> reasonsAgainst() {
        List<String> reasons = new ArrayList<>();
        if (!started) {
            reasons.add("it is starting");
        }
        if (draining) {
            reasons.add("it is stopping");
        }
        if (!shared.licence().isValid() || heartbeat.stream().anyMatch(one -> !one.isBeating())) {
            reasons.add("the database does not take its heartbeat");
        }
        Duration apart = ground.ambient().clock().wallAhead().abs();
        if (apart.compareTo(CLOCK_APART_MAX) > 0) {
            reasons.add("its clock is " + apart.toMinutes() + " minutes off the database's");
        }
        return reasons;
    }

    /** What the node has in memory at this moment: all of it is 0 when nothing is under way. */
    record Holdings(int unsettled, long unsettledBytes, int unrecorded, int inFlight, int inLanes, int claimed) {}

    Holdings holdings() {
        return new Holdings(
                shared.flow().budget().callbacks(),
                shared.flow().budget().bytes(),
                shared.flow().line().length(),
                loops.stream().mapToInt(Loop::inFlight).sum(),
                loops.stream().mapToInt(Loop::waiting).sum(),
                backlog.stream().mapToInt(ClaimDue::claimed).sum());
    }

    private void gauges() {
        var meters = ground.meters();
        meters.gauge(
                "ringback.unsettled.callbacks",
                "Callbacks held in memory",
                () -> holdings().unsettled());
        meters.gauge("ringback.unsettled.bytes", "Their bytes", () -> holdings().unsettledBytes());
        meters.gauge(
                "ringback.ledger.line",
                "Outcomes not yet recorded",
                () -> holdings().unrecorded());
        meters.gauge(
                "ringback.in_flight", "Attempts under way", () -> holdings().inFlight());
        meters.gauge(
                "ringback.lanes.waiting",
                "Callbacks waiting in lanes",
                () -> holdings().inLanes());
        meters.gauge("ringback.claims", "Backlog rows claimed", () -> holdings().claimed());
        meters.count("ringback.between.sent", "Messages to other nodes", ground.between(), Between::sent);
        meters.gauge(
                "ringback.nodes",
                "Living nodes",
                () -> shared.membership().now().nodes());
    }

    /** For what is submitted within this process. */
    Loop anyLoop() {
        return loops.get(0);
    }

    ProfileStore profiles() {
        return shared.profiles().store();
    }

    /** Refuses new work, finishes what is under way within the grace, leaves the rest to the backlog. */
    Future<Void> stop() {
        draining = true;
        LOG.info("stopping: new work is refused, what is under way is finished");
        long until = ground.ambient().clock().nanos()
                + ground.settings().node().stopGrace().toNanos();
        return each(Loop::stopListening)
                .compose(done -> {
                    replays.forEach(RunReplays::stop);
                    backlog.forEach(ClaimDue::stop);
                    return each(Loop::stopStarting);
                })
                .compose(done -> untilQuiet(until))
                .compose(done -> leave())
                .recover(failure -> {
                    LOG.warn("what was under way is left to the other nodes: {}", failure.getMessage());
                    return Future.succeededFuture();
                })
                .compose(done -> each(Loop::stop))
                .transform(done -> services.stop())
                .transform(done -> outside.close())
                .onComplete(done -> LOG.info("stopped"));
    }

    private Future<Void> untilQuiet(long until) {
        Promise<Void> quiet = Promise.promise();
        lookForQuiet(until, quiet);
        return quiet.future();
    }

    /** One promise for all looks: chained, those of a long grace would use up the stack. */
    private void lookForQuiet(long until, Promise<Void> quiet) {
        Future.join(loops.stream().map(Loop::isQuiet).toList()).onComplete(all -> {
            boolean now = all.succeeded()
                    && all.result().<Boolean>list().stream().allMatch(one -> one)
                    && shared.flow().line().length() == 0;
            if (now || ground.ambient().clock().nanos() > until) {
                quiet.complete();
            } else {
                long unused = ground.vertx().setTimer(10, id -> lookForQuiet(until, quiet));
            }
        });
    }

    /** As a survivor does for a dead node: whatever is unsettled gets its backlog row, and the row of this run goes. */
    private Future<Void> leave() {
        heartbeat.forEach(Heartbeat::stop);
        return leave(LEAVE_TRIES);
    }

    /** A last beat or batch may have the row in hand just now. */
    private Future<Void> leave(int tries) {
        return takeOver.of(shared.licence().node(), List.of())
                .compose(done -> done || tries == 1
                        ? Future.succeededFuture()
                        : ground.vertx().timer(50, TimeUnit.MILLISECONDS).compose(fired -> leave(tries - 1)));
    }

    private Future<Void> each(java.util.function.Function<Loop, Future<Void>> step) {
        return Future.join(loops.stream().map(step).toList()).mapEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unnamed";
        }
    }
}
