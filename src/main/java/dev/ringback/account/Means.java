package dev.ringback.account;

import dev.ringback.ambient.Ids;
import dev.ringback.ambient.Secrets;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the node lends for making accounts and keys. One per event loop, for the ids. */
public record Means(InstantSource clock, Ids ids, Secrets secrets) {
    /** As fine as the store keeps it. */
    Instant present() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Change change(Author by, Action action, String fields) {
        return new Change(new ChangeId(ids.uuid()), present(), by, action, fields);
    }
}
