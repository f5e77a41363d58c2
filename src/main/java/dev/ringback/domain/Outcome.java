package dev.ringback.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * What one HTTP try of a callback told us. {@code httpStatus} is 0 when no answer came. {@code error} is empty when one did, unless it lacks
 * what the profile requires of it; {@code answer} is what was read of it, already cut to the bound.
 */
public record Outcome(OutcomeKind kind, int httpStatus, String error, Optional<Duration> retryAfter, Excerpt answer) {
    public static Outcome answered(int httpStatus, Optional<Duration> retryAfter, Excerpt answer) {
        return new Outcome(OutcomeKind.ANSWERED, httpStatus, "", retryAfter, answer);
    }

    /** The answer came, but without something that it should bring. */
    public Outcome lacking(String fault) {
        return new Outcome(kind, httpStatus, fault, retryAfter, answer);
    }

    public static Outcome failed(OutcomeKind kind, String error) {
        return new Outcome(kind, 0, error, Optional.empty(), Excerpt.NONE);
    }
}
