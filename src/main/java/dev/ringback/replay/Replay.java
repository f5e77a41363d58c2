package dev.ringback.replay;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.ReplayId;
import java.time.Instant;
import java.util.Optional;

/**
 * A wish to deliver again what a range holds, and how far it has come: {@code counted} is what there was when it was asked for, {@code made} how
 * many new callbacks there are by now.
 */
public record Replay(ReplayId id, AccountId account, Range range, Count counted, Progress progress) {
    /** {@code reason} says why it ended when that was not asked for. */
    public record Progress(
            ReplayState state, int made, Instant createdAt, Optional<Instant> endedAt, Optional<String> reason) {}

    static Replay begun(ReplayId id, AccountId account, Range range, Count counted, Instant now) {
        return new Replay(
                id,
                account,
                range,
                counted,
                new Progress(ReplayState.RUNNING, 0, now, Optional.empty(), Optional.empty()));
    }
}
