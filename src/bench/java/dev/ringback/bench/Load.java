package dev.ringback.bench;

import java.util.Optional;

/** What the meter submits, and how. A rate of 0 is as fast as answers come. */
record Load(int count, int connections, int batch, double rate, Optional<Due> due) {
    private static final int SINGLE_CONNECTIONS = 64;
    private static final int BATCH_CONNECTIONS = 16;
    private static final int BATCH = 100;
    private static final int UNTIL_TOLD_MAX = 10_000_000;

    /** Callbacks that are to be delivered later: {@code at} as the API takes it, and in nanoseconds since 1970. */
    record Due(String at, long nanos) {}

    static Load singly(int count) {
        return new Load(count, SINGLE_CONNECTIONS, 1, 0, Optional.empty());
    }

    /** At that many a second, without an end in sight: whoever starts it ends it. */
    static Load untilTold(int batch, double perSecond) {
        return new Load(UNTIL_TOLD_MAX, BATCH_CONNECTIONS, batch, perSecond, Optional.empty());
    }

    static Load inBatches(int count) {
        return new Load(count, BATCH_CONNECTIONS, BATCH, 0, Optional.empty());
    }

    /** At that many a second, for so long. */
    Load steadily(double perSecond, double seconds) {
        int whole = Math.max(1, (int) (perSecond * seconds) / batch) * batch;
        return new Load(whole, connections, batch, perSecond, due);
    }

    Load dueAt(Due later) {
        return new Load(count, connections, batch, rate, Optional.of(later));
    }

    boolean isSingle() {
        return batch == 1;
    }

    String kind() {
        if (due.isPresent()) {
            return "drained";
        }
        return isSingle() ? "singly" : "in batches of " + batch;
    }
}
