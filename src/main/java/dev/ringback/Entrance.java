package dev.ringback;

import dev.ringback.account.ApiKey;
import dev.ringback.account.Means;
import dev.ringback.config.Secret;
import dev.ringback.config.Settings;
import dev.ringback.domain.KeyHash;
import dev.ringback.http.Caller;
import dev.ringback.http.KeyLookup;
import dev.ringback.http.Revocations;
import dev.ringback.http.Routes;
import dev.ringback.session.ChangePassword;
import dev.ringback.session.EditUsers;
import dev.ringback.session.FirstAdmin;
import dev.ringback.session.Passwords;
import dev.ringback.session.SessionRoutes;
import dev.ringback.session.Sessions;
import dev.ringback.session.SignIn;
import dev.ringback.session.Terms;
import dev.ringback.session.UserRoutes;
import dev.ringback.store.PgApiKeys;
import dev.ringback.store.PgSessions;
import dev.ringback.store.PgUsers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Who gets in, by key or by session. One for the node, so that all its event loops count the same failures. */
record Entrance(SignIn signIn, Sessions sessions, FirstAdmin firstAdmin, KeyLookup lookup, Passwords passwords) {
    static Entrance of(Ground ground, OpenStore store) {
        Settings.Http http = ground.settings().http();
        var clock = ground.ambient().clock();
        var secrets = ground.ambient().secrets();
        PgSessions kept = new PgSessions(store.database());
        Passwords passwords =
                new Passwords(ground.vertx(), secrets, http.sessions().hashingMax());
        boolean secure = Launch.url(ground.settings()).startsWith("https:");
        Terms terms = new Terms(http.sessions().idleMax(), http.sessions().lifetimeMax(), secure);
        Sessions sessions = new Sessions(kept, clock, terms);
        KeyLookup lookup = lookup(new PgApiKeys(store.database()), sessions);
        return new Entrance(
                new SignIn(kept, passwords, lookup, secrets, clock),
                sessions,
                new FirstAdmin(kept, passwords, ground.ambient().ids(), clock),
                lookup,
                passwords);
    }

    List<Routes> routes(OpenStore store, Means means, Revocations revocations) {
        PgUsers users = new PgUsers(store.database());
        ChangePassword change = new ChangePassword(signIn, passwords, users, means, revocations);
        return List.of(
                new SessionRoutes(signIn, sessions, change, revocations),
                new UserRoutes(new EditUsers(users, passwords, means, revocations)));
    }

    /** The administrator of the settings, when there is one to make. */
    Future<Boolean> firstAdmin(Settings.Bootstrap bootstrap) {
        Optional<Secret> password = bootstrap.adminPassword();
        return bootstrap
                .adminEmail()
                .flatMap(email -> password.map(secret -> firstAdmin.ensure(email, secret)))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    private static KeyLookup lookup(PgApiKeys keys, Sessions sessions) {
        return new KeyLookup() {
            @Override
            public Future<Optional<Caller>> caller(KeyHash hash) {
                return keys.withHash(hash).map(found -> found.map(ApiKey::caller));
            }

            @Override
            public Future<Optional<Caller>> session(KeyHash hash) {
                return sessions.caller(hash);
            }
        };
    }
}
