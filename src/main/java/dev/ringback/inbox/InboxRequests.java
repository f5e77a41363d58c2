package dev.ringback.inbox;

import dev.ringback.domain.InboxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the requests are kept that inboxes got: of each inbox the newest, and none for long. */
public interface InboxRequests {
    /** All or none. */
    Future<Void> add(List<InboxRequest> requests);

    /** Newest first, from the one after {@code after} on. */
    Future<List<InboxRequest>> list(InboxId inbox, Optional<UUID> after, int rows);

    /** Removes what is beyond the newest {@code kept} of its inbox, and what came before {@code oldest}; answers how many that were. */
    Future<Integer> trim(int kept, Instant oldest);
}
