package dev.ringback.audit;

import dev.ringback.domain.KeyId;
import dev.ringback.domain.ProfileId;
import java.time.Instant;
import java.util.Optional;

/** Which changes are asked for; what is empty does not matter. {@code to} is the first moment that does not belong to it. */
public record AuditFilter(
        Optional<ProfileId> profile,
        Optional<KeyId> by,
        Optional<Action> action,
        Optional<Instant> from,
        Optional<Instant> to) {
    public static AuditFilter of(ProfileId profile) {
        return new AuditFilter(
                Optional.of(profile), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
