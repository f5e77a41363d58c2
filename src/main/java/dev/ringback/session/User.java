package dev.ringback.session;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import java.util.Set;

/** Somebody who signs in with a mail address, in lower case, and a password, of which a slow hash is kept. */
public record User(UserId id, AccountId account, String email, PasswordHash password, Set<Scope> scopes) {
    public User {
        scopes = Set.copyOf(scopes);
    }
}
