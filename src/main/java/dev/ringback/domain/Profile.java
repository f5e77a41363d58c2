package dev.ringback.domain;

import java.time.Instant;
import java.util.Optional;

/** A callback profile: one receiver's delivery settings. */
public record Profile(
        ProfileId id, AccountId account, ProfileSpec spec, Status status, SigningSecret secret, Stamp stamp) {

    /** The state, and why when the node itself set it. */
    public record Status(ProfileState state, Optional<String> reason) {
        public static final Status ACTIVE = new Status(ProfileState.ACTIVE, Optional.empty());
    }

    /** {@code version} counts the changes from 1 and is the entity tag. */
    public record Stamp(Instant createdAt, Instant updatedAt, long version) {}
}
