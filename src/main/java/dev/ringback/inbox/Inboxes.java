package dev.ringback.inbox;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.InboxId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where inboxes are kept. */
public interface Inboxes {
    Future<Void> add(Inbox inbox);

    Future<Optional<Inbox>> read(InboxId id);

    /** The account's, newest first, from the one after {@code after} on. */
    Future<List<Inbox>> list(AccountId account, Optional<InboxId> after, int rows);
}
