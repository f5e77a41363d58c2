package dev.ringback.audit;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.ProfileId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where changes are kept. They are written by the stores of what is changed, in the same transaction. */
public interface AuditStore {
    /** Newest first, older than {@code before}, at most {@code limit}. */
    Future<List<Entry>> list(AccountId account, AuditFilter filter, Optional<ChangeId> before, int limit);

    /** Of what was done with a profile without changing it. */
    Future<Void> tell(ProfileId profile, Change change);

    /** Whether the account has, or had, that profile. */
    Future<Boolean> knows(AccountId account, ProfileId profile);

    /** Forgets what is older, a portion at a time; answers how many it forgot. */
    Future<Integer> dropOlder(Instant oldest);
}
