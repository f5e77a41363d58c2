package dev.ringback.account;

import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the node lends for making accounts and keys. One per event loop, for the ids. */
public record Means(InstantSource clock, Ids ids, Secrets secrets) {
    /** As fine as the store keeps it. */
    Instant present() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
