package dev.ringback.replay;

import dev.ringback.domain.ProfileId;
import dev.ringback.history.CallbackState;
import java.time.Instant;

/**
 * Which callbacks a replay repeats: those of a profile in that state that were accepted at {@code from} or later, and before {@code to}; not
 * those that were repeated before, unless {@code includesReplayed}.
 */
public record Range(ProfileId profile, CallbackState state, Instant from, Instant to, boolean includesReplayed) {
    /** What is accepted from then on is not part of it. */
    Range until(Instant end) {
        return to.isAfter(end) ? new Range(profile, state, from, end, includesReplayed) : this;
    }
}
