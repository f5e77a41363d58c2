package dev.ringback.profile;

import dev.ringback.ambient.Ids;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.audit.ChangeId;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops calling a receiver that said it is gone. Repeats, and answers to an older version of the profile, change nothing. */
public final class AutoDisable {
    private static final Logger LOG = LoggerFactory.getLogger(AutoDisable.class);

    private final ProfileStore store;
    private final Profiles profiles;
    private final InstantSource clock;
    private final Ids ids;

    /** With ids of its own: it is used from one event loop. */
    public AutoDisable(ProfileStore store, Profiles profiles, InstantSource clock, Ids ids) {
        this.store = store;
        this.profiles = profiles;
        this.clock = clock;
        this.ids = ids;
    }

    /** {@code version} is that of the profile as the receiver was called; false when the profile has been changed since. */
    public Future<Boolean> disable(AccountId account, ProfileId id, long version, String reason) {
        Change change = new Change(
                new ChangeId(ids.uuid()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Author.ringback(account),
                Action.PROFILE_AUTO_DISABLED,
                ChangesJson.autoDisabled(reason));
        return store.autoDisable(id, version, reason, change).compose(disabled -> {
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
