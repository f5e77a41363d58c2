package dev.ringback.audit;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Actor;
import dev.ringback.http.Caller;
import java.util.Optional;

/** Who makes a change: an API key, a user, or Ringback by itself, which is neither. The account is the one it acts for. */
public record Author(AccountId account, Optional<Actor> by) {
    public static Author of(Caller caller) {
        return new Author(caller.account(), Optional.of(caller.by()));
    }

    public static Author ringback(AccountId account) {
        return new Author(account, Optional.empty());
    }
}
