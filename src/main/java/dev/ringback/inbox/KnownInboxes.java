package dev.ringback.inbox;

import dev.ringback.domain.InboxId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Inboxes read lately, so that a stream of calls to one does not read it each time. They never change, but go with their account: then
 * calls are still taken for a few seconds. One per event loop.
 */
final class KnownInboxes {
    private static final Duration KEPT = Duration.ofSeconds(10);
    /** What is not there is asked for again soon: it may have been made on another node. */
    private static final Duration ABSENCE_KEPT = Duration.ofSeconds(1);

    private static final int ENTRIES_MAX = 10_000;

    private final Inboxes inboxes;
    private final InstantSource clock;
    private final Map<InboxId, Known> known = new HashMap<>();
    private final Map<InboxId, Future<Optional<Inbox>>> underWay = new HashMap<>();

    KnownInboxes(Inboxes inboxes, InstantSource clock) {
        this.inboxes = inboxes;
        this.clock = clock;
    }

    Future<Optional<Inbox>> find(InboxId id) {
        Known entry = known.get(id);
        if (entry != null && entry.until > clock.millis()) {
            return Future.succeededFuture(entry.inbox);
        }
        Future<Optional<Inbox>> sameId = underWay.get(id);
        if (sameId != null) {
            return sameId;
        }
        Future<Optional<Inbox>> read = inboxes.read(id);
        if (!read.isComplete()) {
            underWay.put(id, read);
        }
        return read.onComplete(done -> underWay.remove(id)).onSuccess(found -> keep(id, found));
    }

    private void keep(InboxId id, Optional<Inbox> found) {
        if (known.size() >= ENTRIES_MAX) {
            known.clear();
        }
        Duration kept = found.isPresent() ? KEPT : ABSENCE_KEPT;
        known.put(id, new Known(found, clock.millis() + kept.toMillis()));
    }

    private record Known(Optional<Inbox> inbox, long until) {}
}
