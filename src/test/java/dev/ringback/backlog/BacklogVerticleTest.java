package dev.ringback.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.VertxTimers;
import dev.ringback.bus.Addresses;
import dev.ringback.bus.Addresses.BacklogHasWork;
import dev.ringback.bus.Addresses.Handoff;
import dev.ringback.bus.Between;
import dev.ringback.bus.Bus;
import dev.ringback.bus.Topics;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.Work;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.support.Await;
import dev.ringback.support.MoodyBacklog;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hint in, claimed callbacks out, over a real bus. It polls so rarely here that only the hint can be the cause. */
class BacklogVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final MoodyBacklog store = new MoodyBacklog();
    private final List<Work> handedOn = new CopyOnWriteArrayList<>();
    private Context context = vertx.getOrCreateContext();
    private String deployment = "";

    @BeforeEach
    void deploy() {
        bus.on(Addresses.delivery(0), (Handoff message) -> handedOn.addAll(message.works()));
        Deployable deployable = own -> {
            context = own;
            ClaimDue claimDue = new ClaimDue(
                    store,
                    new Licence(Works.NODE),
                    new Ambient(new TestClock(), () -> 0, new VertxTimers(own)),
                    new ClaimDue.Hands(
                            new Placement(1, new Membership(), id -> Optional.of(ProfileSpec.Delivery.STANDARD)),
                            id -> Future.succeededFuture(),
                            new Pauses(),
                            (loop, works) -> bus.send(Addresses.delivery(loop), new Handoff(works)),
                            () -> false,
                            100,
                            Duration.ofHours(1),
                            () -> {}));
            return new BacklogVerticle(bus, Between.of(vertx, "this", List::of), claimDue).deploy(own);
        };
        deployment = Await.result(vertx.deployVerticle(deployable));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void claimsWhenItIsTold() {
        context.runOnContext(ignored -> {
            store.add(Works.profile(1), TestClock.START);
            bus.send(Addresses.BACKLOG, new BacklogHasWork());
        });

        Await.until("it is handed on", () -> handedOn.size() == 1);
        assertThat(handedOn.get(0).claimed()).isTrue();
    }

    @Test
    void claimsWhenAnotherNodeHasMoreThanItHasRoomFor() {
        Between other = Between.of(vertx, "other", () -> List.of("this"));
        context.runOnContext(ignored -> {
            store.add(Works.profile(1), TestClock.START);
            other.tellAll(Topics.OVERFLOW, new Topics.Overflow());
        });

        Await.until("it is handed on", () -> handedOn.size() == 1);
    }

    @Test
    void stopsWithItsVerticle() {
        Await.result(vertx.undeploy(deployment));
        int rounds = store.rounds;
        bus.send(Addresses.BACKLOG, new BacklogHasWork());

        assertThat(store.rounds).isEqualTo(rounds);
    }
}
