package dev.ringback.inbox;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.InboxId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What users do with inboxes: make them and look into them. One per event loop, for the ids. */
public final class EditInboxes {
    private final Inboxes inboxes;
    private final InboxRequests requests;
    private final InstantSource clock;
    private final Ids ids;

    public EditInboxes(Inboxes inboxes, InboxRequests requests, InstantSource clock, Ids ids) {
        this.inboxes = inboxes;
        this.requests = requests;
        this.clock = clock;
        this.ids = ids;
    }

    public Future<Inbox> create(AccountId account, int httpStatus, Duration delay) {
        Inbox inbox = new Inbox(
                new InboxId(ids.uuid()),
                account,
                httpStatus,
                delay,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return inboxes.add(inbox).map(inbox);
    }

    Future<List<Inbox>> list(AccountId account, Optional<InboxId> after, int rows) {
        return inboxes.list(account, after, rows);
    }

    /** Empty when the account has no such inbox. */
    Future<Optional<List<InboxRequest>>> requests(AccountId account, InboxId id, Optional<UUID> after, int rows) {
        return inboxes.read(id)
                .compose(found ->
                        found.filter(inbox -> inbox.account().equals(account)).isPresent()
                                ? requests.list(id, after, rows).map(Optional::of)
                                : Future.succeededFuture(Optional.empty()));
    }
}
