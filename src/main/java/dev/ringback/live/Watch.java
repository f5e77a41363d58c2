package dev.ringback.live;

import dev.ringback.domain.CallbackId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One who looks, from this node or, lent, from another: so many glimpses a second, as texts of JSON, of the rest the number. Of a callback that
 * was shown, what becomes of it is shown too, or it would stand there as waiting for good. Glimpses come from any thread.
 */
public final class Watch {
    /** No eye follows more. */
    static final int A_SECOND_MAX = 20;
    /** More than a page shows. */
    private static final int FOLLOWED_MAX = 500;

    private final String id;
    private final boolean lent;
    private final LiveFilter filter;
    private final Consumer<Shown> sink;
    private final AtomicInteger left = new AtomicInteger(A_SECOND_MAX);
    private final AtomicInteger skipped = new AtomicInteger();
    private final Set<CallbackId> followed =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CallbackId, Boolean> eldest) {
                    return size() > FOLLOWED_MAX;
                }
            }));

    Watch(String id, boolean lent, LiveFilter filter, Consumer<Shown> sink) {
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

    /** What is seen of one callback, and whether that is its end. */
    record Seen(CallbackId callback, boolean ended, Supplier<String> glimpse) {}

    /** The same, built. */
    record Shown(CallbackId callback, boolean ended, String glimpse) {}

    void offer(Seen seen) {
        if (left.get() > 0 && left.getAndDecrement() > 0) {
            show(seen);
        } else {
            skipped.incrementAndGet();
        }
    }

    boolean follows(CallbackId callback) {
        return followed.contains(callback);
    }

    /** Beyond the number a second: there are no more of these than were shown before. */
    void show(Seen seen) {
        if (seen.ended()) {
            followed.remove(seen.callback());
        } else {
            followed.add(seen.callback());
        }
        sink.accept(new Shown(seen.callback(), seen.ended(), seen.glimpse().get()));
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
