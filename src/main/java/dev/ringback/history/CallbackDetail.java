package dev.ringback.history;

import dev.ringback.domain.Excerpt;
import dev.ringback.domain.OutcomeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One callback with its data, byte for byte as it came, and its tries, oldest first. {@code error} is that of its latest record, for
 * those final ones too that no try led to.
 */
public record CallbackDetail(CallbackSummary summary, byte[] data, Optional<String> error, List<Try> tries) {
    public CallbackDetail {
        tries = List.copyOf(tries);
    }

    /** {@code httpStatus} is 0 when no answer came; the excerpts are empty when none were kept. */
    public record Try(
            int number,
            Instant startedAt,
            Duration took,
            OutcomeKind outcome,
            int httpStatus,
            Optional<String> error,
            Excerpt request,
            Excerpt answer) {}
}
