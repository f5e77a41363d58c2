package dev.ringback.domain;

import java.time.Instant;
import java.util.Optional;

/** A callback profile: one receiver's delivery settings. */
public record Profile(
        ProfileId id, AccountId account, ProfileSpec spec, Status status, SigningSecret secret, Stamp stamp) {

    /** The state, why when Ringback itself set it, and since when it is so. */
    public record Status(ProfileState state, Optional<String> reason, Instant since) {
        public static Status activeSince(Instant since) {
            return new Status(ProfileState.ACTIVE, Optional.empty(), since);
        }
    }

    /** {@code version} counts the changes from 1 and is the entity tag. */
    public record Stamp(Instant createdAt, Instant updatedAt, long version) {}
}
