package dev.ringback.account;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.KeyId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where API keys are kept, by the hash of their secret. Each change goes into the audit of the key's account with it. */
public interface ApiKeys {
    /** False, and nothing is kept, when the account does not exist or there is a key with that hash. */
    Future<Boolean> add(ApiKey key, KeyHash hash, Change change);

    Future<Optional<ApiKey>> withHash(KeyHash hash);

    Future<Optional<ApiKey>> read(KeyId id);

    /** The account's, newest first, from the one after {@code after} on. */
    Future<List<ApiKey>> list(AccountId account, Optional<KeyId> after, int rows);

    /** False when there is none. */
    Future<Boolean> remove(KeyId id, Change change);
}
