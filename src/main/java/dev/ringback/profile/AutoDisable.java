package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops calling a receiver that said it is gone. Repeats, and answers to an older version of the profile, change nothing. */
public final class AutoDisable {
    private static final Logger LOG = LoggerFactory.getLogger(AutoDisable.class);

    private final ProfileStore store;
    private final Profiles profiles;
    private final InstantSource clock;

    public AutoDisable(ProfileStore store, Profiles profiles, InstantSource clock) {
        this.store = store;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** {@code version} is that of the profile as the receiver was called; false when the profile has been changed since. */
    public Future<Boolean> disable(ProfileId id, long version, String reason) {
        return store.autoDisable(id, version, reason, clock.instant()).compose(disabled -> {
            if (!disabled) {
                return Future.succeededFuture(false);
            }
            LOG.info("profile {} is disabled: {}", id, reason);
            return store.readAll(List.of(id)).map(rows -> {
                rows.forEach(profiles::replace);
                return true;
            });
        });
    }
}
