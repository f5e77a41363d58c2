package dev.ringback.simulation;

import dev.ringback.backlog.BacklogStore;
import dev.ringback.bus.Addresses.Handoff;
import dev.ringback.bus.Addresses.Settlements;
import dev.ringback.cluster.NodeStore;
import dev.ringback.config.Settings;
import dev.ringback.delivery.Receivers;
import dev.ringback.domain.Attempt;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.profile.KeptProfile;
import dev.ringback.support.memory.Rows.BacklogRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bugs in what brings callbacks from place to place: lanes, backlog, take-over. */
final class PlantedMoving {
    private PlantedMoving() {}

    private interface OfNodes extends Bugs {
        @Override
        NodeStore nodes(Run run, NodeStore real);
    }

    private interface OfBacklog extends Bugs {
        @Override
        BacklogStore backlog(Run run, BacklogStore real);
    }

    static Bugs markPastUncommitted() {
        return (OfNodes) (run, real) -> new PlantedStore.Nodes(real) {
            @Override
            public Future<Void> beat(NodeId node, UUID lowWater) {
                return real.beat(node, Uuid7.floor(run.now()));
            }
        };
    }

    static Bugs rowDeletedBeforeLastPortion() {
        return (OfNodes) (run, real) -> new PlantedStore.Nodes(real) {
            @Override
            public Future<Portion> recover(
                    NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
                return Future.succeededFuture(new Portion(0, 0, Optional.empty()));
            }
        };
    }

    static Bugs claimsOfTheDeadKept() {
        return (OfNodes) (run, real) -> new PlantedStore.Nodes(real) {
            @Override
            public Future<Void> freeClaims(NodeId dead) {
                return Future.succeededFuture();
            }
        };
    }

    private interface OfProfiles extends Bugs {
        @Override
        KeptProfile profile(KeptProfile real);
    }

    /** Twice what the profile allows. */
    static Bugs limitDoubled() {
        return (OfProfiles) kept -> {
            Profile old = kept.profile();
            ProfileSpec.Delivery delivery = old.spec().delivery();
            ProfileSpec.Delivery more = new ProfileSpec.Delivery(
                    delivery.retry(),
                    delivery.success(),
                    delivery.timeout(),
                    delivery.maxInFlight() * 2,
                    delivery.rateLimit(),
                    delivery.keepsAll());
            ProfileSpec spec = old.spec().withDelivery(more);
            return KeptProfile.of(new Profile(old.id(), old.account(), spec, old.status(), old.secret(), old.stamp()));
        };
    }

    /** Each node believes that it is alone: it takes the whole limit, and takes over from nobody. */
    static Bugs othersNotSeen() {
        return (OfNodes) (run, real) -> new PlantedStore.Nodes(real) {
            @Override
            public Future<List<Member>> nodes() {
                return real.nodes()
                        .map(all -> all.stream()
                                .filter(one -> one.node().equals(run.node().licence()))
                                .toList());
            }
        };
    }

    static Bugs sweptIntoNothing() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<Void> sweep(NodeId node, List<CallbackId> astray, Instant now) {
                return Future.succeededFuture();
            }
        };
    }

    static Bugs claimedBeforeItIsDue() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
                return real.claim(node, room, now.plusSeconds(3600));
            }
        };
    }

    static Bugs numberNotRaised() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<List<Claimed>> claim(NodeId node, Map<ProfileId, Integer> room, Instant now) {
                return real.claim(node, room, now)
                        .map(all -> all.stream()
                                .map(one -> new Claimed(one.callback(), Math.max(1, one.number() - 1)))
                                .toList());
            }
        };
    }

    /** The second in the line of a key goes beside the first. */
    static Bugs orderedKeyReleasedEarly() {
        return (OfBacklog) (run, real) -> new PlantedStore.Backlog(real) {
            @Override
            public Future<Integer> promoteOrdered(Instant now, int most) {
                for (BacklogRow row : run.world().store().waiting().values()) {
                    if (!row.orderKey().isEmpty()
                            && row.claimedBy().isEmpty()
                            && row.dueAt().isAfter(World.START.plus(Duration.ofDays(365)))) {
                        run.world()
                                .store()
                                .plant(new BacklogRow(
                                        row.callback(),
                                        row.profile(),
                                        now,
                                        row.number(),
                                        row.sequence(),
                                        row.orderKey(),
                                        Optional.empty()));
                    }
                }
                return real.promoteOrdered(now, most);
            }
        };
    }

    private interface OfMessages extends Bugs {
        @Override
        Object message(Run run, Object real);
    }

    static Bugs holdLetGoAtHandOff() {
        return (OfMessages) (run, body) -> {
            if (body instanceof Handoff handoff) {
                handoff.works().forEach(work -> work.hold().settled());
            }
            return body;
        };
    }

    static Bugs jitterWithoutBound() {
        return (OfMessages) (run, body) -> body instanceof Settlements settlements
                ? new Settlements(
                        settlements.all().stream().map(PlantedMoving::later).toList())
                : body;
    }

    private static Settlement later(Settlement one) {
        if (!(one instanceof Tried tried) || !tried.retries()) {
            return one;
        }
        Attempt attempt = tried.attempt();
        Duration wait =
                Duration.between(attempt.times().finishedAt(), attempt.verdict().dueAt());
        Verdict verdict = Verdict.retryAt(attempt.verdict().dueAt().plus(wait.dividedBy(5)));
        return new Tried(new Attempt(attempt.work(), attempt.times(), attempt.outcome(), verdict, attempt.request()));
    }

    static Bugs expiredIsDelivered() {
        return (OfMessages) (run, body) -> body instanceof Handoff handoff
                ? new Handoff(
                        handoff.works().stream().map(PlantedMoving::withoutEnd).toList())
                : body;
    }

    private static Work withoutEnd(Work work) {
        Callback callback = work.callback();
        return new Work(
                new Callback(callback.id(), callback.profile(), callback.event(), callback.data(), Instant.MAX),
                work.number(),
                work.claimed(),
                work.hold());
    }

    static Bugs laneNeverWoken() {
        return new Bugs() {
            @Override
            public boolean happensEvery(long millis) {
                return millis != 100;
            }
        };
    }

    static Bugs lineLimitIgnored() {
        return new Bugs() {
            @Override
            public Settings settings(Settings real) {
                Settings.Delivery delivery = real.delivery();
                return new Settings(
                        real.http(),
                        real.storage(),
                        real.bootstrap(),
                        real.intake(),
                        new Settings.Delivery(
                                Settings.Reach.PRIVATE,
                                delivery.inFlightMax(),
                                delivery.lineMax(),
                                Duration.ofHours(1),
                                delivery.connectTimeout(),
                                delivery.answerBytesMax(),
                                delivery.excerptBytesMax(),
                                delivery.tests()),
                        real.backlog(),
                        real.mail(),
                        real.node());
            }
        };
    }

    /** An attempt that ended before anything was sent. */
    static Bugs recordedWithoutCall() {
        return new Bugs() {
            @Override
            public Receivers receivers(Run run, Receivers real) {
                return call -> run.chance().odds(0.05)
                        ? Future.succeededFuture(Outcome.failed(OutcomeKind.BROKEN, "planted"))
                        : real.call(call);
            }
        };
    }

    /** What a receiver answers with an error is not heard: its place in the lane is never free again. */
    static Bugs placeNeverFree() {
        return new Bugs() {
            @Override
            public Receivers receivers(Run run, Receivers real) {
                return call -> real.call(call)
                        .compose(outcome -> outcome.kind() == OutcomeKind.BROKEN
                                ? io.vertx.core.Promise.<Outcome>promise().future()
                                : Future.succeededFuture(outcome));
            }
        };
    }
}
