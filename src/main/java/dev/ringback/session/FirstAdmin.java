package dev.ringback.session;

import dev.ringback.ambient.Ids;
import dev.ringback.config.Secret;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Set;

/** The administrator with whom the page begins; two nodes that start at once make one. */
public final class FirstAdmin {
    private final SessionStore store;
    private final Passwords passwords;
    private final Ids ids;
    private final InstantSource clock;

    public FirstAdmin(SessionStore store, Passwords passwords, Ids ids, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** True when it was made; false when there is a user already. */
    public Future<Boolean> ensure(String email, Secret password) {
        return passwords
                .hash(password)
                .compose(hash -> store.addFirst(
                        new User(
                                new UserId(ids.uuid()),
                                AccountId.DEFAULT,
                                SignIn.normal(email),
                                hash,
                                Set.of(Scope.values())),
                        clock.instant()));
    }
}
