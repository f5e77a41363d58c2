package dev.ringback.domain;

import java.time.Instant;

/** One HTTP try of a callback and what came of it; or, with {@link OutcomeKind#NONE}, the final record of one that was not tried. */
public record Attempt(Work work, Times times, Outcome outcome, Verdict verdict, Excerpt request) {
    /** When the try began and when its outcome was known. */
    public record Times(Instant startedAt, Instant finishedAt) {}
}
