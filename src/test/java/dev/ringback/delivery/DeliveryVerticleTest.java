package dev.ringback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.VertxTimers;
import dev.ringback.bus.Addresses;
import dev.ringback.bus.Addresses.Handoff;
import dev.ringback.bus.Addresses.Settlements;
import dev.ringback.bus.Bus;
import dev.ringback.config.Settings;
import dev.ringback.domain.Lanes;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.flow.Settlement;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.metrics.Meters;
import dev.ringback.profile.TestProfiles;
import dev.ringback.support.Await;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handoff in, settlements out, over a real bus; receivers and ledger are the test's. */
class DeliveryVerticleTest {
    private static final int LOOP = 3;
    private static final ProfileId PROFILE = Works.profile(1);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final Queue<Settlement> settled = new ConcurrentLinkedQueue<>();
    private final Queue<Consumer<dev.ringback.domain.Outcome>> asked = new ConcurrentLinkedQueue<>();
    private final LedgerLine line = new LedgerLine(1);
    private String deployment = "";

    @BeforeEach
    void deploy() {
        bus.on(Addresses.LEDGER, (Settlements message) -> settled.addAll(message.all()));
        Deployable deployable = context -> {
            var ambient = new Ambient(new TestClock(), () -> 0, new VertxTimers(context));
            var limits = new Settings.Delivery(
                    Settings.Reach.PRIVATE,
                    10,
                    10,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    1024,
                    1024,
                    new Settings.Tests(1, 1));
            Deliver deliver = new Deliver(
                    desk(),
                    call -> {
                        Promise<dev.ringback.domain.Outcome> answer = Promise.promise();
                        // As real answers do, it comes on the event loop of the one who asked.
                        asked.add(outcome -> context.runOnContext(ignored -> answer.complete(outcome)));
                        return answer.future();
                    },
                    new Lanes(new Lanes.Limits(10, 10, Duration.ofSeconds(5))),
                    ambient,
                    new Deliver.Worker(
                            LOOP,
                            "Ringback/test",
                            1024,
                            new Tokens(),
                            new Meters(new SimpleMeterRegistry()),
                            new java.util.SplittableRandom(3)));
            var receivers = new HttpReceivers(vertx, limits, ambient.clock());
            return new DeliveryVerticle(LOOP, bus, deliver, receivers).deploy(context);
        };
        deployment = Await.result(vertx.deployVerticle(deployable));
    }

    private Desk desk() {
        var profile = TestProfiles.active(PROFILE, ProfileSpec.Delivery.STANDARD);
        return new Desk(
                id -> id.equals(PROFILE) ? Optional.of(profile) : Optional.empty(),
                new Licence(Works.NODE),
                new Placement(LOOP + 1, new Membership(), id -> Optional.of(ProfileSpec.Delivery.STANDARD)),
                line,
                new Pauses(),
                all -> bus.send(Addresses.LEDGER, new Settlements(all)),
                request -> false,
                gone -> {});
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void triesWhatIsHandedOverAndTellsTheLedger() {
        Work work = Works.fresh(PROFILE);
        bus.send(Addresses.delivery(LOOP), new Handoff(List.of(work)));
        Await.until("the receiver is called", () -> asked.size() == 1);
        asked.remove().accept(DeliverWorld.answered(200));

        Await.until("the ledger is told", () -> settled.size() == 1);
        Tried tried = (Tried) settled.remove();
        assertThat(tried.work()).isSameAs(work);
        assertThat(tried.attempt().verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void goesOnByItselfWhenTheLedgerHasRoomAgain() {
        bus.send(Addresses.delivery(LOOP), new Handoff(List.of(Works.fresh(PROFILE))));
        Await.until("the receiver is called", () -> asked.size() == 1);
        asked.remove().accept(DeliverWorld.answered(200));
        Await.until("the ledger is told", () -> settled.size() == 1);
        bus.send(Addresses.delivery(LOOP), new Handoff(List.of(Works.fresh(PROFILE))));
        Work foreign = new Work(
                Works.callback(PROFILE, "{}", Instant.MAX), 1, false, new Works.Held(new NodeId(new UUID(1, 1))));
        bus.send(Addresses.delivery(LOOP), new Handoff(List.of(foreign)));
        Await.until("all was heard", () -> Works.held(foreign).isSettled());
        assertThat(asked).isEmpty();
        line.left(1);

        Await.until("the next is called", () -> asked.size() == 1);
    }

    @Test
    void hearsOnlyItsOwnLoopAndNothingOnceStopped() {
        bus.send(Addresses.delivery(LOOP - 1), new Handoff(List.of(Works.fresh(PROFILE))));
        Await.result(vertx.undeploy(deployment));
        bus.send(Addresses.delivery(LOOP), new Handoff(List.of(Works.fresh(PROFILE))));

        assertThat(asked).isEmpty();
        assertThat(settled).noneMatch(Postponed.class::isInstance);
    }
}
