package dev.ringback.replay;

import dev.ringback.domain.ProfileId;
import dev.ringback.history.CallbackState;
import java.time.Instant;

/** Which callbacks a replay repeats: those of a profile in that state that were accepted at {@code from} or later, and before {@code to}. */
public record Range(ProfileId profile, CallbackState state, Instant from, Instant to) {}
