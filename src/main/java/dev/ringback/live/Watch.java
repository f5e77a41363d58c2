package dev.ringback.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One who looks: so many glimpses a second, of the rest the number. Glimpses come from any thread. */
public final class Watch {
    /** No eye follows more. */
    static final int A_SECOND_MAX = 20;

    private final LiveFilter filter;
    private final Consumer<Glimpse> sink;
    private final AtomicInteger left = new AtomicInteger(A_SECOND_MAX);
    private final AtomicInteger skipped = new AtomicInteger();

    Watch(LiveFilter filter, Consumer<Glimpse> sink) {
        this.filter = filter;
        this.sink = sink;
    }

    LiveFilter filter() {
        return filter;
    }

    void offer(Supplier<Glimpse> glimpse) {
        if (left.get() > 0 && left.getAndDecrement() > 0) {
            sink.accept(glimpse.get());
        } else {
            skipped.incrementAndGet();
        }
    }

    /** To be called each second: how many were left out in the last. */
    int nextSecond() {
        left.set(A_SECOND_MAX);
        return skipped.getAndSet(0);
    }
}
