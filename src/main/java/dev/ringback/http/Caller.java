package dev.ringback.http;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import java.util.Set;

/** Who asks: an API key, its account, and what it may do there. */
public record Caller(AccountId account, KeyId key, Set<Scope> scopes) {
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
