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
 * One who looks: so many glimpses a second, of the rest the number. Of a callback that was shown, what becomes of it is shown too, or it would
 * stand there as waiting for good. Glimpses come from any thread.
 */
public final class Watch {
    /** No eye follows more. */
    static final int A_SECOND_MAX = 20;
    /** More than a page shows. */
    private static final int FOLLOWED_MAX = 500;

    private final LiveFilter filter;
    private final Consumer<Glimpse> sink;
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

    Watch(LiveFilter filter, Consumer<Glimpse> sink) {
        this.filter = filter;
        this.sink = sink;
    }

    LiveFilter filter() {
        return filter;
    }

    /** What is seen of one callback, and whether that is its end. */
    record Seen(CallbackId callback, boolean ended, Supplier<Glimpse> glimpse) {}

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
        sink.accept(seen.glimpse().get());
    }

    /** To be called each second: how many were left out in the last. */
    int nextSecond() {
        left.set(A_SECOND_MAX);
        return skipped.getAndSet(0);
    }
}
