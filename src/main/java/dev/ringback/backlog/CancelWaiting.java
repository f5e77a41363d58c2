package dev.ringback.backlog;

import dev.ringback.domain.ProfileId;
import dev.ringback.flow.Licence;
import dev.ringback.profile.Waiting;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Cancels all that waits for a deleted profile, in portions, so that a long line does not make one long transaction. */
public final class CancelWaiting implements Waiting {
    private static final int PORTION = 2000;

    private final BacklogStore store;
    private final Licence licence;
    private final InstantSource clock;

    public CancelWaiting(BacklogStore store, Licence licence, InstantSource clock) {
        this.store = store;
        this.licence = licence;
        this.clock = clock;
    }

    @Override
    public Future<Void> cancelAll(ProfileId profile) {
        return store.cancel(licence.node(), profile, clock.instant(), PORTION)
                .compose(cancelled -> cancelled < PORTION ? Future.succeededFuture() : cancelAll(profile));
    }
}
