package dev.ringback;

import dev.ringback.backlog.BacklogVerticle;
import dev.ringback.backlog.ClaimDue;
import dev.ringback.bus.Topics;
import dev.ringback.cluster.Heartbeat;
import dev.ringback.cluster.TakeOver;
import dev.ringback.ledger.LedgerVerticle;
import dev.ringback.ledger.RecordOutcomes;
import dev.ringback.profile.KeepProfiles;
import dev.ringback.profile.ProfileVerticle;
import dev.ringback.replay.ReplayVerticle;
import dev.ringback.replay.RunReplays;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** What there is one of on a node: the keeper of profiles, the ledger, the backlog, the replays and the heartbeat. */
final class Services {
    private final Ground ground;
    private final Ports ports;
    private final Shared shared;
    private final Wiring wiring;
    private final List<String> deployed = new CopyOnWriteArrayList<>();

    Services(Wiring wiring) {
        this.ground = wiring.ground();
        this.ports = wiring.ports();
        this.shared = wiring.shared();
        this.wiring = wiring;
    }

    Future<String> keepProfiles() {
        return deploy(new ProfileVerticle(context -> new KeepProfiles(
                shared.profiles().store(),
                ports.profileChanges(),
                shared.profiles().all(),
                ground.ambient().on(context).timers())));
    }

    /** The ledger, on an event loop and a connection of its own. */
    Future<RecordOutcomes> ledger() {
        return on(context -> {
            RecordOutcomes record = new RecordOutcomes(
                    ports.ledger(),
                    shared.licence(),
                    shared.flow().line(),
                    ground.ambient().on(context),
                    new RecordOutcomes.Outlet(ground.settings().backlog().ledgerFlushMax(), wiring::backlogHasWork));
            return new Made<>(new LedgerVerticle(ground.bus(), record), record);
        });
    }

    Future<ClaimDue> backlog() {
        return on(context -> {
            ClaimDue claimDue = new ClaimDue(
                    ports.backlog(),
                    shared.licence(),
                    ground.ambient().on(context),
                    new ClaimDue.Hands(
                            shared.placement(),
                            shared.profiles().all()::findOrRead,
                            shared.flow().pauses(),
                            wiring::handOff,
                            shared.flow().line()::isFull,
                            ground.settings().backlog().claimMax(),
                            ground.settings().backlog().poll(),
                            () -> ground.between().tellAll(Topics.OVERFLOW, new Topics.Overflow())));
            return new Made<>(new BacklogVerticle(ground.bus(), ground.between(), claimDue), claimDue);
        });
    }

    Future<RunReplays> replays() {
        return on(context -> {
            RunReplays run = new RunReplays(
                    ports.replays(),
                    shared.licence(),
                    ground.ambient().on(context),
                    ground.ambient().ids(),
                    new RunReplays.Outlet(ground.settings().backlog().replayRate(), wiring::backlogHasWork));
            return new Made<>(new ReplayVerticle(run), run);
        });
    }

    Future<Heartbeat> heartbeat(Supplier<UUID> lowWater, TakeOver takeOver) {
        Promise<Heartbeat> beating = Promise.promise();
        Deployable deployable = context -> {
            Heartbeat heartbeat = new Heartbeat(
                    ports.nodes(),
                    shared.licence(),
                    lowWater,
                    ground.ambient().on(context),
                    new Heartbeat.Watch(
                            shared.membership(),
                            takeOver,
                            ground.settings().backlog().deadAfterBeats()));
            return heartbeat.start().onSuccess(done -> beating.complete(heartbeat));
        };
        return deploy(deployable).compose(id -> beating.future());
    }

    Future<String> upkeep() {
        return deploy(wiring.face().upkeep());
    }

    TakeOver takeOver() {
        return new TakeOver(
                ports.sharedNodes(), shared.licence(), ground.ambient().clock(), wiring::backlogHasWork);
    }

    Future<Void> stop() {
        return Future.join(deployed.stream().map(ground.vertx()::undeploy).toList())
                .mapEmpty();
    }

    private Future<String> deploy(Deployable deployable) {
        return ground.vertx().deployVerticle(deployable).onSuccess(deployed::add);
    }

    private record Made<T>(Deployable verticle, T part) {}

    /** Makes a verticle's part on the context that the verticle gets, for its timers. */
    private <T> Future<T> on(Function<Context, Made<T>> make) {
        Promise<T> part = Promise.promise();
        Deployable deployable = context -> {
            Made<T> made = make.apply(context);
            return made.verticle().deploy(context).onSuccess(done -> part.complete(made.part()));
        };
        return deploy(deployable).compose(id -> part.future());
    }
}
