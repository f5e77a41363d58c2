package dev.ringback;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.bus.Addresses;
import dev.ringback.bus.Addresses.BacklogHasWork;
import dev.ringback.bus.Addresses.Handoff;
import dev.ringback.bus.Addresses.Settlements;
import dev.ringback.config.Settings;
import dev.ringback.delivery.Deliver;
import dev.ringback.delivery.Desk;
import dev.ringback.domain.Lanes;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Work;
import dev.ringback.intake.Intake;
import dev.ringback.intake.Targets;
import dev.ringback.profile.AutoDisable;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the stages of each event loop are joined: who hears from whom, over the bus, and by which ports they reach the store. */
record Wiring(Ground ground, Ports ports, Shared shared, Face face) {
    static final String USER_AGENT = "Ringback/" + Ringback.version();
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    Desk desk() {
        AutoDisable autoDisable = new AutoDisable(
                shared.profiles().store(),
                shared.profiles().all(),
                ground.ambient().clock(),
                ground.ambient().ids());
        return new Desk(
                shared.profiles().all()::find,
                shared.licence(),
                shared.placement(),
                shared.flow().line(),
                shared.flow().pauses(),
                all -> ground.bus().send(Addresses.LEDGER, new Settlements(all)),
                face::isOwnInbox,
                profile -> gone(autoDisable, profile));
    }

    private static void gone(AutoDisable autoDisable, CompiledProfile profile) {
        Future<Boolean> disabled = autoDisable.disable(
                profile.account(), profile.id(), profile.version(), "the receiver answered 410 (Gone)");
        disabled.onFailure(failure -> LOG.warn(
                "profile {} answered 410 and is disabled at its next: {}", profile.id(), failure.getMessage()));
    }

    Lanes.Limits laneLimits() {
        Settings.Delivery delivery = ground.settings().delivery();
        int loops = shared.placement().loops();
        return new Lanes.Limits(
                Math.max(1, delivery.inFlightMax() / loops), delivery.lineMax(), delivery.lineWaitMax());
    }

    Deliver.Worker worker(int loop) {
        return new Deliver.Worker(
                loop,
                USER_AGENT,
                ground.settings().delivery().excerptBytesMax(),
                shared.edges().tokens(),
                ground.meters(),
                ground.ambient().secrets().chance());
    }

    Intake.Publishing publishing(int loop) {
        Settings settings = ground.settings();
        // A callback must still be there when it is due, and long enough after for its retries.
        Duration deliverAtMost = Duration.ofDays(Math.max(1, settings.storage().retentionDays() / 2));
        return new Intake.Publishing(targets(), this::fits, ports.journal(loop), deliverAtMost);
    }

    /** Events of no channel are free to be named where no channel is. */
    private boolean fits(String channel, String event) {
        return ground.catalogue().hasEvent(channel, event)
                || (channel.equals("default")
                        && ground.catalogue().channelOf(event).isEmpty());
    }

    private Targets targets() {
        return new Targets() {
            @Override
            public Optional<Target> find(ProfileId profile) {
                return shared.profiles().all().find(profile).map(Wiring::target);
            }

            @Override
            public Future<Optional<Target>> read(ProfileId profile) {
                return shared.profiles().all().findOrRead(profile).map(found -> found.map(Wiring::target));
            }
        };
    }

    private static Targets.Target target(CompiledProfile profile) {
        return new Targets.Target(profile.account(), profile.channel(), profile.isActive());
    }

    Intake.Onward onward(int loop) {
        BacklogStore backlog = ports.sharedBacklog();
        return new Intake.Onward(
                loop,
                shared.flow().budget(),
                shared.licence(),
                shared.flow().pauses(),
                shared.placement(),
                this::handOff,
                this::backlogHasWork,
                (node, astray) ->
                        backlog.sweep(node, astray, ground.ambient().clock().instant()));
    }

    void handOff(int loop, List<Work> works) {
        ground.bus().send(Addresses.delivery(loop), new Handoff(works));
    }

    void backlogHasWork() {
        ground.bus().send(Addresses.BACKLOG, new BacklogHasWork());
    }

    /** The store takes what is settled: outcomes do not pile up before it. */
    boolean isSettling() {
        return shared.licence().isValid() && shared.flow().line().length() < 1000;
    }
}
