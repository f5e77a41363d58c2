package dev.ringback.profile;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where profiles are kept. Every change tells all nodes, and goes into the audit, in the transaction that makes it. Deleted profiles are never
 * shown.
 */
public interface ProfileStore {
    Future<Void> insert(KeptProfile profile, Change change);

    Future<Optional<KeptProfile>> read(AccountId account, ProfileId id);

    /** Those of the ids that are there, whatever their account; those that are missing or deleted are left out. */
    Future<List<KeptProfile>> readAll(Collection<ProfileId> ids);

    /** The version of every profile of every account. */
    Future<Map<ProfileId, Long>> versions();

    /** Newest first, older than {@code before}, at most {@code limit}. */
    Future<List<KeptProfile>> list(AccountId account, ProfileFilter filter, Optional<ProfileId> before, int limit);

    /** Writes the profile over its version before; false when that is not the stored one any more. */
    Future<Boolean> replace(KeptProfile profile, Change change);

    /** False when it is not there any more, or has another version than the one given. */
    Future<Boolean> delete(AccountId account, ProfileId id, Optional<Long> version, Change change);

    /** False when the profile has changed since that version, or is not active. */
    Future<Boolean> autoDisable(ProfileId id, long version, String reason, Change change);
}
