package dev.ringback.intake;

import dev.ringback.ambient.Ambient;
import dev.ringback.flow.Budget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Lets publishers wait a moment while this event loop cannot keep up with delivering what they submit. Publishers that wait for their answers
 * would else take the loop's time for more and more callbacks, until these had waited in their lanes for too long and went to the backlog,
 * which costs more still. That much is in hand because receivers are slow holds up nobody: then the loop is idle, and timers come in time.
 * Used from one event loop.
 */
final class Pacing {
    /** In hand on the node: some tenths of a second's worth, more than the stages need to be busy. */
    static final int PLENTY = 4_000;

    static final Duration LOOK = Duration.ofMillis(2);
    /** A loop whose timers come later than this has more to do than time. */
    static final Duration LATE = Duration.ofMillis(2);
    /** The longest wait of one submission, well within what publishers wait for an answer. */
    static final Duration MOST = Duration.ofMillis(500);
    /** How long a loop that had time is not asked again. */
    static final Duration TRUSTED = Duration.ofMillis(100);

    private final Budget budget;
    private final Ambient ambient;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private Instant idleUntil = Instant.MIN;
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
        if (line.isEmpty() && now.isBefore(idleUntil)) {
            return step.get();
        }
        Waiting waiting = new Waiting(Promise.promise(), now.plus(MOST));
        line.addLast(waiting);
        look(now);
        return waiting.turn.future().compose(turn -> step.get());
    }

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
        if (!now.isAfter(due.plus(LATE))) {
            idleUntil = now.plus(TRUSTED);
        }
        for (Waiting head = line.peekFirst(); head != null && mayGo(head, now); head = line.peekFirst()) {
            line.removeFirst();
            head.turn.complete();
        }
        if (!line.isEmpty()) {
            look(now);
        }
    }

    private boolean mayGo(Waiting head, Instant now) {
        return budget.callbacks() < PLENTY || now.isBefore(idleUntil) || !now.isBefore(head.until);
    }
}
