package dev.ringback.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The layout of a UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then a counter and chance. Ids made later are
 * larger, so that inserts append to the right edge of an index, and the id alone tells the day's partition.
 */
public final class Uuid7 {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_MASK = 0x0fff;

    private Uuid7() {}

    /** {@code counter} has 12 bits, {@code chance} 62; the rest of them is cut off. */
    public static UUID of(long millis, int counter, long chance) {
        return new UUID(millis << 16 | VERSION | (counter & COUNTER_MASK), VARIANT | (chance >>> 2));
    }

    /** The smallest id of that millisecond: a bound, never given to anything. */
    public static UUID floor(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** As PostgreSQL compares: unsigned, byte by byte. {@link UUID#compareTo} takes the halves as signed numbers. */
    public static int compare(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
}
