package dev.ringback.http;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Actor;
import dev.ringback.domain.Scope;
import java.util.Set;

/** Who asks: an API key or a user, the account, and what may be done there. */
public record Caller(AccountId account, Actor by, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope needed) {
        for (Scope scope : scopes) {
            if (scope.implies(needed)) {
                return true;
            }
        }
        return false;
    }
}
