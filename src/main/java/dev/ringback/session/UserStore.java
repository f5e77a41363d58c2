package dev.ringback.session;

import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where users are changed. Each change goes into the audit of the user's account with it. */
public interface UserStore {
    /** The account's, newest first, from the one after {@code after} on. */
    Future<List<Listed>> list(AccountId account, Optional<UserId> after, int rows);

    Future<Optional<User>> read(UserId id);

    /** False, and nothing is kept, when there is no such account, or somebody has the mail address. */
    Future<Boolean> add(User user, Instant createdAt, Change change);

    /** Ends the user's sessions, but for the one named. False when there is no such user. */
    Future<Boolean> setPassword(UserId id, PasswordHash password, Optional<KeyHash> staying, Change change);

    /** False when there is none. */
    Future<Boolean> remove(UserId id, Change change);

    /** {@code seenAt} is when they were here last, as far as a session tells of it. */
    record Listed(
            UserId id,
            AccountId account,
            String email,
            Set<Scope> scopes,
            Instant createdAt,
            Optional<Instant> seenAt) {
        public Listed {
            scopes = Set.copyOf(scopes);
        }
    }
}
