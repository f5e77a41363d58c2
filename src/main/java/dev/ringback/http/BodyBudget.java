package dev.ringback.http;

import java.util.concurrent.atomic.AtomicLong;

/** What all bodies being read on this node may hold together. Shared by the event loops. */
public final class BodyBudget {
    private final AtomicLong free;

    public BodyBudget(long bytesMax) {
        this.free = new AtomicLong(bytesMax);
    }

    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(long bytes) {
        free.addAndGet(bytes);
    }

    /** For tests and metrics. */
    public long freeBytes() {
        return free.get();
    }
}
