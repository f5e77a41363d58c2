package dev.ringback.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One who looks, from this node or, lent, from another: so many callbacks a second, as texts of JSON, of the rest the number. They come from any
 * thread.
 */
public final class Watch {
    /** No eye follows more. */
    static final int A_SECOND_MAX = 20;

    private final String id;
    private final boolean lent;
    private final LiveFilter filter;
    private final Consumer<String> sink;
    private final AtomicInteger left = new AtomicInteger(A_SECOND_MAX);
    private final AtomicInteger skipped = new AtomicInteger();

    Watch(String id, boolean lent, LiveFilter filter, Consumer<String> sink) {
        this.id = id;
        this.lent = lent;
        this.filter = filter;
        this.sink = sink;
    }

    String id() {
        return id;
    }

    boolean isLent() {
        return lent;
    }

    LiveFilter filter() {
        return filter;
    }

    void offer(Supplier<String> callback) {
        if (left.get() > 0 && left.getAndDecrement() > 0) {
            sink.accept(callback.get());
        } else {
            skipped.incrementAndGet();
        }
    }

    /** Left out by another node already. */
    void skipped(int more) {
        int unused = skipped.addAndGet(more);
    }

    /** To be called each second: how many were left out in the last. */
    int nextSecond() {
        left.set(A_SECOND_MAX);
        return skipped.getAndSet(0);
    }
}
