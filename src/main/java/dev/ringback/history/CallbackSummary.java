package dev.ringback.history;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Uuid7;
import java.time.Instant;
import java.util.Optional;

/**
 * One callback as a list shows it. {@code dueAt} is there while it stands in the backlog, {@code replayOf} when it was made to repeat
 * another.
 */
public record CallbackSummary(
        CallbackId id,
        ProfileId profile,
        Optional<String> event,
        Optional<String> reference,
        CallbackState state,
        Optional<Instant> dueAt,
        Optional<CallbackId> replayOf) {
    public Instant acceptedAt() {
        return Uuid7.time(id.value());
    }
}
