package dev.ringback.support.memory;

import dev.ringback.support.memory.Rows.CountDelta;
import java.util.Optional;

/** Rows that no statement of ours would write, for tests that want to see them found. */
public final class Planting {
    private Planting() {}

    public static void count(MemoryStore store, CountDelta delta) {
        store.countDelta.commit(store.nextNumber(), Optional.of(delta), 0);
    }
}
