package dev.ringback.audit;

import java.time.Instant;

/**
 * A change as whoever makes it tells of it; the store adds what it was made to. {@code fields} is a JSON array of
 * {@code {"field", "before", "after"}}, secrets masked and long texts cut.
 */
public record Change(ChangeId id, Instant at, Author by, Action action, String fields) {
    /** Where the action says all. */
    public static final String NO_FIELDS = "[]";
}
