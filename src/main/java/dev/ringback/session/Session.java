package dev.ringback.session;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Actor;
import dev.ringback.domain.Scope;
import dev.ringback.http.Caller;
import java.time.Instant;
import java.util.Set;

/** One browser's stay. Its title is the user's mail address, or the title of the API key it was opened with. */
public record Session(
        Actor by, String title, AccountId account, String accountName, Set<Scope> scopes, Instant seenAt) {
    public Session {
        scopes = Set.copyOf(scopes);
    }

    Caller caller() {
        return new Caller(account, by, scopes);
    }
}
