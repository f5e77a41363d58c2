package dev.ringback.intake;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Callback;
import dev.ringback.flow.Ticket;
import java.time.Instant;
import java.util.Optional;

/** A callback on its way into the journal, with what must be written beside it in the same transaction. The account is that of its profile and
 * of its idempotency key. */
public record Entry(Callback callback, AccountId account, Ticket ticket, String reference, Beside beside) {

    /**
     * {@code dueAt}: a backlog row, since it is scheduled or the node has no room; {@code orderKey}: a backlog row in the line of that key, empty
     * for none; {@code skipped}: the final record of a disabled profile's; {@code key}: an idempotency key.
     */
    public record Beside(Optional<Instant> dueAt, String orderKey, boolean skipped, Optional<IdempotencyKey> key) {
        static final Beside NOTHING = new Beside(Optional.empty(), "", false, Optional.empty());

        public boolean isNothing() {
            return dueAt.isEmpty() && orderKey.isEmpty() && !skipped;
        }
    }

    /** The key and a SHA-256 of the request it came with. */
    public record IdempotencyKey(String text, byte[] requestHash) {}

    int weight() {
        return callback.data().length + 200;
    }
}
