package dev.ringback.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Ambient;
import dev.ringback.ambient.VertxTimers;
import dev.ringback.bus.Addresses;
import dev.ringback.bus.Addresses.BacklogHasWork;
import dev.ringback.bus.Addresses.Settlements;
import dev.ringback.bus.Bus;
import dev.ringback.domain.Work;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.support.Await;
import dev.ringback.support.Mood;
import dev.ringback.support.MoodyLedger;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settlements in, rows and a hint out, over a real bus. */
class LedgerVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final MoodyLedger store = new MoodyLedger();
    private final AtomicInteger hints = new AtomicInteger();
    private String deployment = "";

    @BeforeEach
    void deploy() {
        bus.on(Addresses.BACKLOG, (BacklogHasWork message) -> hints.incrementAndGet());
        Deployable deployable = context -> {
            RecordOutcomes record = new RecordOutcomes(
                    store,
                    new Licence(Works.NODE),
                    new LedgerLine(100),
                    new Ambient(new TestClock(), () -> 0, new VertxTimers(context)),
                    new RecordOutcomes.Outlet(10, () -> bus.send(Addresses.BACKLOG, new BacklogHasWork())));
            return new LedgerVerticle(bus, record).deploy(context);
        };
        deployment = Await.result(vertx.deployVerticle(deployable));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void writesWhatItHearsAndTellsTheBacklog() {
        Work work = Works.fresh(Works.profile(1));
        bus.send(Addresses.LEDGER, new Settlements(List.of(new Postponed(work, TestClock.START))));

        Await.until("it is let go", () -> Works.held(work).isSettled());
        assertThat(store.waiting()).containsKey(work.callback().id());
        Await.until("the backlog is told", () -> hints.get() == 1);
    }

    @Test
    void triesAgainByItself() {
        store.mood.next(Mood.Kind.UNAVAILABLE, Mood.Kind.UNKNOWN_WRITTEN);
        Work work = Works.fresh(Works.profile(1));
        bus.send(Addresses.LEDGER, new Settlements(List.of(new Postponed(work, TestClock.START))));

        Await.until("it is let go", () -> Works.held(work).isSettled());
        assertThat(store.batches).hasSize(3);
    }

    @Test
    void hearsNothingOnceStopped() {
        Await.result(vertx.undeploy(deployment));
        bus.send(
                Addresses.LEDGER,
                new Settlements(List.of(new Postponed(Works.fresh(Works.profile(1)), TestClock.START))));

        assertThat(store.batches).isEmpty();
    }
}
