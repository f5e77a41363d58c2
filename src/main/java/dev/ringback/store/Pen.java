package dev.ringback.store;

import dev.ringback.flow.Trouble;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers the statements of one kind of one journal, of which each is sent when the one before has ended, by epochs. With each of unknown fate the
 * next epoch begins; once that is written into the node's row ({@code raise_epochs}), the lost one can write nothing any more.
 */
final class Pen {
    private final int place;
    private final AtomicInteger epoch = new AtomicInteger();

    /** {@code place}: in the row's array, from 1 on; no other pen of the node has it. */
    Pen(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    int epoch() {
        return epoch.get();
    }

    /** What comes after a statement of unknown fate is of the next epoch. */
    <T> Future<T> heard(Future<T> statement) {
        return statement.onFailure(failure -> {
            if (Trouble.kindOf(failure) == Trouble.Kind.FATE_UNKNOWN) {
                int unused = epoch.incrementAndGet();
            }
        });
    }
}
