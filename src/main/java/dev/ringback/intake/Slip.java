package dev.ringback.intake;

import dev.ringback.intake.Journal.Journaled;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one request waits for: what became of each of its entries. Used from one event loop. */
final class Slip {
    final Promise<List<Journaled>> all = Promise.promise();
    private final @Nullable Journaled[] each;
    private int open;

    Slip(int size) {
        this.each = new Journaled[size];
        this.open = size;
    }

    void settle(int index, Journaled journaled) {
        if (each[index] != null) {
            return;
        }
        each[index] = journaled;
        if (--open == 0) {
            all.complete(Arrays.asList(each));
        }
    }
}
