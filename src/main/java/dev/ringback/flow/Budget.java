package dev.ringback.flow;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the node holds in memory, counted in callbacks and bytes, against what it may. Past three quarters it is near its end: new callbacks go
 * to the backlog rather than to a lane. Shared by all event loops; the counts may overshoot by what they take at the same moment.
 */
public final class Budget {
    private final int callbacksMax;
    private final long bytesMax;
    private final AtomicInteger callbacks = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public Budget(int callbacksMax, long bytesMax) {
        this.callbacksMax = callbacksMax;
        this.bytesMax = bytesMax;
    }

    public boolean hasRoom(int moreCallbacks, long moreBytes) {
        return callbacks.get() + moreCallbacks <= callbacksMax && bytes.get() + moreBytes <= bytesMax;
    }

    public boolean isNearFull() {
        return callbacks.get() > callbacksMax / 4 * 3 || bytes.get() > bytesMax / 4 * 3;
    }

    public int callbacks() {
        return callbacks.get();
    }

    public long bytes() {
        return bytes.get();
    }

    void take(int size) {
        callbacks.incrementAndGet();
        bytes.addAndGet(size);
    }

    void give(int size) {
        callbacks.decrementAndGet();
        bytes.addAndGet(-size);
    }
}
