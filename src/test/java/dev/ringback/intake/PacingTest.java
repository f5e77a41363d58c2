package dev.ringback.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Budget;
import dev.ringback.flow.Ticket;
import dev.ringback.flow.Tickets;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.TestClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final NodeId NODE = new NodeId(new UUID(0, 1));

    private final TestClock clock = new TestClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Budget budget = new Budget(100_000, 1 << 30);
    private final Tickets tickets = new Tickets(() -> new UUID(0, 0), budget);
    private final List<Ticket> inHand = new ArrayList<>();
    private final Pacing pacing = new Pacing(budget, timers.ambient());
    private final List<Integer> ran = new ArrayList<>();

    private void hold(int callbacks) {
        for (int i = 0; i < callbacks; i++) {
            inHand.add(tickets.issue(new CallbackId(new UUID(0, inHand.size())), NODE, 1));
        }
    }

    private void submit(int number) {
        Future<Void> unused = pacing.inTurn(() -> {
            ran.add(number);
            return Future.succeededFuture();
        });
    }

    /** As a loop that is busy for so long runs its timers: late. */
    private void busyFor(Duration time) {
        clock.advance(time);
        timers.advance(Duration.ZERO);
    }

    @Test
    void whileLittleIsInHandNobodyWaits() {
        hold(Pacing.PLENTY - 1);
        submit(1);

        assertThat(ran).containsExactly(1);
    }

    @Test
    void onALoopThatKeepsUpMuchInHandHoldsUpNobody() {
        hold(Pacing.PLENTY);
        for (int number = 0; number < 100; number++) {
            submit(number);
            timers.advance(Pacing.LOOK);
        }

        assertThat(ran).hasSize(100);
    }

    @Test
    void oneLongPauseMakesNoBusyLoop() {
        hold(Pacing.PLENTY);
        submit(1);
        busyFor(Duration.ofSeconds(1));
        timers.advance(Pacing.LOOK);
        submit(2);
        timers.advance(Pacing.LOOK);

        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void onABusyLoopTheyGoWhenLessIsInHandInTheirOrder() {
        becomeBusy();
        submit(1);
        submit(2);
        busyFor(Duration.ofMillis(20));
        assertThat(ran).isEmpty();

        inHand.get(0).settled();
        busyFor(Duration.ofMillis(20));
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void theyGoWhenTheLoopHasTimeAgain() {
        becomeBusy();
        submit(1);
        for (int look = 0; look < 40; look++) {
            timers.advance(Pacing.LOOK);
        }

        assertThat(ran).containsExactly(1);
    }

    @Test
    void nobodyWaitsForLongerThanTheBound() {
        becomeBusy();
        submit(1);
        for (int turn = 0; turn < 26; turn++) {
            busyFor(Duration.ofMillis(20));
        }

        assertThat(ran).containsExactly(1);
    }

    private void becomeBusy() {
        hold(Pacing.PLENTY);
        submit(0);
        for (int look = 0; look < 20; look++) {
            busyFor(Duration.ofMillis(20));
        }
        ran.clear();
    }
}
