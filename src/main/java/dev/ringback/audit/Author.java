package dev.ringback.audit;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.http.Caller;
import java.util.Optional;

/** Who makes a change: an API key, or Ringback by itself, which has none. The account is the one it acts for. */
public record Author(AccountId account, Optional<KeyId> key) {
    public static Author of(Caller caller) {
        return new Author(caller.account(), Optional.of(caller.key()));
    }

    public static Author ringback(AccountId account) {
        return new Author(account, Optional.empty());
    }
}
