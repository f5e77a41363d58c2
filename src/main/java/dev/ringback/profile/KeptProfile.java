package dev.ringback.profile;

import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A profile as the store keeps it. {@code former} is the signing secret before the last rotation; {@code fault} says why this node cannot
 * read the row (a newer version wrote it, or another key sealed it): then the spec is a stand-in, and nothing may be written back.
 */
public record KeptProfile(Profile profile, Optional<FormerSecret> former, Optional<String> fault) {

    /** How long a receiver may still check with the old secret after a rotation. */
    public static final Duration ROTATION = Duration.ofHours(24);

    /** A rotated secret, signed with beside the new one until then. */
    public record FormerSecret(SigningSecret secret, Instant until) {}

    public static KeptProfile of(Profile profile) {
        return new KeptProfile(profile, Optional.empty(), Optional.empty());
    }

    public ProfileId id() {
        return profile.id();
    }

    public long version() {
        return profile.stamp().version();
    }
}
