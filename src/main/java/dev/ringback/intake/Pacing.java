package dev.ringback.intake;

import dev.ringback.ambient.Ambient;
import dev.ringback.flow.Budget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Lets publishers wait a moment while this event loop has more to do than time. Publishers that wait for their answers would else take the
 * loop's time for more and more callbacks, until their lanes are full and the rest goes to the backlog, which costs more still. Whether
 * there is time shows in how late timers come, on the average of some. That much is in hand because receivers are slow holds up nobody:
 * then the loop is idle, and timers come in time. Used from one event loop.
 */
final class Pacing {
    /** In hand on the node: some tenths of a second's worth, more than the stages need to be busy. */
    static final int PLENTY = 4_000;

    static final Duration LOOK = Duration.ofMillis(2);
    /** Timers of a loop with time come some tens of microseconds late; of one without, by what it does meanwhile. */
    static final Duration LATE = Duration.ofNanos(500_000);
    /** The longest wait of one submission, well within what publishers wait for an answer. */
    static final Duration MOST = Duration.ofMillis(500);
    /** Each look counts for so much of the average: one long pause makes no busy loop, and one short moment no idle one. */
    private static final int LOOKS = 8;
    /** Of one look, so that a pause of the garbage collector is forgotten soon. */
    private static final long LATENESS_MICROS_MAX = 4_000;

    private final Budget budget;
    private final Ambient ambient;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private long latenessMicros;
    private boolean looking;

    Pacing(Budget budget, Ambient ambient) {
        this.budget = budget;
        this.ambient = ambient;
    }

    private record Waiting(Promise<Void> turn, Instant until) {}

    /** Runs the step, now or after its wait, in the order of the calls. */
    <T> Future<T> inTurn(Supplier<Future<T>> step) {
        if (line.isEmpty() && budget.callbacks() < PLENTY) {
            return step.get();
        }
        Instant now = ambient.clock().instant();
        look(now);
        if (line.isEmpty() && !isBusy()) {
            return step.get();
        }
        Waiting waiting = new Waiting(Promise.promise(), now.plus(MOST));
        line.addLast(waiting);
        return waiting.turn.future().compose(turn -> step.get());
    }

    private boolean isBusy() {
        return latenessMicros > LATE.toNanos() / 1000;
    }

    /** Looks are taken while much is in hand; else nobody needs to know. */
    private void look(Instant now) {
        if (!looking) {
            looking = true;
            Instant due = now.plus(LOOK);
            var unused = ambient.timers().after(LOOK, () -> looked(due));
        }
    }

    private void looked(Instant due) {
        looking = false;
        Instant now = ambient.clock().instant();
        long late = Math.min(LATENESS_MICROS_MAX, ChronoUnit.MICROS.between(due, now));
        latenessMicros += (late - latenessMicros) / LOOKS;
        for (Waiting head = line.peekFirst(); head != null && mayGo(head, now); head = line.peekFirst()) {
            line.removeFirst();
            head.turn.complete();
        }
        if (!line.isEmpty() || budget.callbacks() >= PLENTY) {
            look(now);
        }
    }

    private boolean mayGo(Waiting head, Instant now) {
        return budget.callbacks() < PLENTY || !isBusy() || !now.isBefore(head.until);
    }
}
