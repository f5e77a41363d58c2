package dev.ringback.ambient;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids in the order of time; each is larger than the one before from the same source. One per event loop: it is
 * not safe for two threads, and so needs no lock. When a millisecond's 4,096 ids are used up it borrows from the next.
 */
public final class Ids {
    private static final int COUNTER_MAX = 0x0fff;

    private final InstantSource clock;
    private final RandomGenerator chance;
    private long millis;
    private int counter;

    public Ids(InstantSource clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
    }

    public CallbackId next() {
        return new CallbackId(uuid());
    }

    /** For what is not a callback: profiles, keys, nodes. */
    public UUID uuid() {
        keepUp();
        UUID id = Uuid7.of(millis, counter, chance.nextLong());
        counter++;
        return id;
    }

    /** No id made from now on is smaller than this; every one made before is. */
    public CallbackId floor() {
        keepUp();
        return new CallbackId(Uuid7.of(millis, counter, 0));
    }

    private void keepUp() {
        long present = clock.millis();
        if (present > millis) {
            millis = present;
            counter = 0;
        } else if (counter > COUNTER_MAX) {
            millis++;
            counter = 0;
        }
    }
}
