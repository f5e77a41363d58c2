package dev.ringback.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much is under way, against what may be. Safe for all threads. */
final class Room {
    private final int callbacksMax;
    private final long bytesMax;
    private final AtomicInteger callbacks = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Room(int callbacksMax, long bytesMax) {
        this.callbacksMax = callbacksMax;
        this.bytesMax = bytesMax;
    }

    /** Whether it was taken. One alone always has room, whatever its size. */
    boolean take(int size) {
        int before = callbacks.getAndIncrement();
        long bytesBefore = bytes.getAndAdd(size);
        if (before < callbacksMax && (before == 0 || bytesBefore + size <= bytesMax)) {
            return true;
        }
        release(size);
        return false;
    }

    void release(int size) {
        callbacks.getAndDecrement();
        bytes.getAndAdd(-size);
    }

    boolean isEmpty() {
        return callbacks.get() == 0;
    }

    /** For those who ask for many and can wait: the other half is for those who cannot. */
    boolean hasHalf() {
        return callbacks.get() < Math.max(1, callbacksMax / 2) && bytes.get() < Math.max(1, bytesMax / 2);
    }
}
