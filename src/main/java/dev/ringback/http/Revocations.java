package dev.ringback.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells every event loop of this node that keys were revoked. They are few and the caches quickly filled again, so all forget all.
 */
public final class Revocations {
    private final AtomicInteger count = new AtomicInteger();

    /** To be called when the revocation is committed, before it is answered. */
    public void announce() {
        count.incrementAndGet();
    }

    int count() {
        return count.get();
    }
}
