package dev.ringback.replay;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** What users do to one callback. Each is one transaction; another account's is as if it were not there. */
public interface CallbackChanges {
    /** A backlog row, due now, for one that has ended; not for those below {@code oldest}, whose day is about to be dropped. */
    Future<Retried> retry(AccountId account, CallbackId id, UUID oldest, Instant now);

    /** The final record of one that waits where nobody has it in hand; under the licence of that node. */
    Future<Cancelled> cancel(NodeId node, AccountId account, CallbackId id, Instant now);

    /** Whether it is retried, or what stands against it. */
    enum Retried {
        DONE,
        UNKNOWN,
        WAITING,
        IN_HAND,
        DELIVERED,
        EXPIRED,
        TOO_OLD,
        PROFILE_DISABLED,
        PROFILE_DELETED
    }

    /** Whether it is cancelled, by this or before, or what stands against it. */
    enum Cancelled {
        DONE,
        BEFORE,
        UNKNOWN,
        IN_HAND,
        DELIVERED,
        FAILED,
        SKIPPED
    }
}
