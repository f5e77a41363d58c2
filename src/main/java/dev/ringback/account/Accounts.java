package dev.ringback.account;

import dev.ringback.domain.AccountId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where accounts are kept. */
public interface Accounts {
    Future<Void> add(Account account);

    /** Newest first, from the one after {@code after} on; the account {@code default} comes before all. */
    Future<List<Account>> list(Optional<AccountId> after, int rows);

    /** With its keys and inboxes, unless it has a profile. */
    Future<Removal> remove(AccountId id);

    /** What became of a removal. */
    enum Removal {
        REMOVED,
        UNKNOWN,
        HAS_PROFILES
    }
}
