package dev.ringback.profile;

import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileState;
import java.time.Instant;
import java.util.Optional;

/** Which profiles a list shows. {@code title} is a part of it in any case; {@code from} is included, {@code to} is not. */
public record ProfileFilter(
        Optional<String> title,
        Optional<Method> method,
        Optional<String> channel,
        Optional<ProfileState> state,
        Optional<Instant> from,
        Optional<Instant> to) {
    public static final ProfileFilter ALL = new ProfileFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those with that in their title. */
    public static ProfileFilter titled(String part) {
        return new ProfileFilter(
                Optional.of(part),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
