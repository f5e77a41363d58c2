package dev.ringback.account;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Caller;
import java.time.Instant;
import java.util.Set;

/** A key without its secret, which nobody keeps. The hint is how the secret began, for people to tell keys apart. */
public record ApiKey(KeyId id, AccountId account, String title, String hint, Set<Scope> scopes, Instant createdAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public Caller caller() {
        return new Caller(account, id, scopes);
    }
}
