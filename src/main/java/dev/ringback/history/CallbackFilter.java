package dev.ringback.history;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import java.time.Instant;
import java.util.Optional;

/** Which callbacks are asked for. What is empty does not matter; {@code from} is included, {@code to} is not. */
public record CallbackFilter(
        Optional<ProfileId> profile,
        Optional<CallbackState> state,
        Optional<String> event,
        Optional<String> reference,
        Optional<Instant> from,
        Optional<Instant> to) {
    public static final CallbackFilter NONE = new CallbackFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** As ids carry their time, times become bounds of ids. */
    IdRange range() {
        return new IdRange(
                from.map(Uuid7::floor).orElse(IdRange.ALL.from()),
                to.map(Uuid7::floor).orElse(IdRange.ALL.below()));
    }
}
