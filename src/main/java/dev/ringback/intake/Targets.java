package dev.ringback.intake;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.Optional;

/** What intake must know of profiles. */
public interface Targets {
    /** From the node's memory. */
    Optional<Target> find(ProfileId profile);

    /** From the database, once, for one that memory does not have: it may have been made on another node a moment ago. */
    Future<Optional<Target>> read(ProfileId profile);

    /** {@code active}: its callbacks are delivered; otherwise they are recorded as skipped. */
    record Target(AccountId account, String channel, boolean active) {}
}
