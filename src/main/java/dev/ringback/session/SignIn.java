package dev.ringback.session;

import dev.ringback.ambient.Secrets;
import dev.ringback.config.Secret;
import dev.ringback.domain.Actor;
import dev.ringback.domain.KeyHash;
import dev.ringback.domain.Scope;
import dev.ringback.http.Caller;
import dev.ringback.http.KeyLookup;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.http.SessionToken;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens sessions, for a mail address with its password or for an API key. Failures slow down both the name that was tried and the address
 * they come from, and tell nobody which half was wrong. One for the node.
 */
public final class SignIn {
    private static final int FREE_FAILURES_OF_EMAIL = 5;
    /** More, since many people may share an address. */
    private static final int FREE_FAILURES_OF_ADDRESS = 20;
    /** More browsers than one person uses; beyond it the oldest session ends. */
    private static final int OTHER_SESSIONS_MAX = 19;

    private final SessionStore store;
    private final Passwords passwords;
    private final KeyLookup keys;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Brake emails;
    private final Brake addresses;

    public SignIn(SessionStore store, Passwords passwords, KeyLookup keys, Secrets secrets, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.keys = keys;
        this.secrets = secrets;
        this.clock = clock;
        this.emails = new Brake(clock, FREE_FAILURES_OF_EMAIL);
        this.addresses = new Brake(clock, FREE_FAILURES_OF_ADDRESS);
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Future<SessionToken> withPassword(String email, Secret password, String address) {
        return check(email, password, address).compose(this::open);
    }

    /** Whose they are; refused when they are nobody's. */
    Future<Actor> check(String email, Secret password, String address) {
        String name = normal(email);
        return braked(
                        List.of(new Braked(emails, name), new Braked(addresses, network(address))),
                        () -> store.userWithEmail(name)
                                .compose(found -> passwords
                                        .matches(
                                                password,
                                                found.map(User::password).orElse(passwords.nobodys()))
                                        .map(matches ->
                                                found.filter(user -> matches).<Actor>map(User::id))))
                .onSuccess(known -> emails.forgive(name));
    }

    /** With a key that may at least read: without that the page could show nothing. */
    Future<SessionToken> withKey(String key, String address) {
        return braked(
                        List.of(new Braked(addresses, network(address))),
                        () -> keys.caller(KeyHash.of(key))
                                .map(found -> found.filter(caller -> caller.may(Scope.READ))
                                        .map(Caller::by)))
                .compose(this::open);
    }

    private Future<SessionToken> open(Actor by) {
        SessionToken token = SessionToken.of(secrets.bytes(SessionToken.BYTES));
        return store.start(token.hash(), by, clock.instant(), OTHER_SESSIONS_MAX)
                .map(token);
    }

    private Future<Actor> braked(List<Braked> all, java.util.function.Supplier<Future<Optional<Actor>>> check) {
        for (int i = 0; i < all.size(); i++) {
            Optional<Duration> wait = all.get(i).admit();
            if (wait.isPresent()) {
                all.subList(0, i).forEach(Braked::undo);
                return Future.failedFuture(slower(wait.get()));
            }
        }
        return check.get()
                .onFailure(trouble -> all.forEach(Braked::undo))
                .onSuccess(known -> known.ifPresent(by -> all.forEach(Braked::undo)))
                .map(known -> known.orElseThrow(SignIn::refused));
    }

    private record Braked(Brake brake, String who) {
        Optional<Duration> admit() {
            return brake.admit(who);
        }

        void undo() {
            brake.undo(who);
        }
    }

    /** Of an IPv6 address the first half: whoever has one has all that begin with it. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length == 8 ? String.join(":", List.of(groups).subList(0, 4)) : address;
    }

    private static ProblemException refused() {
        return Problem.of(ProblemType.SIGN_IN_FAILED, "The mail address and password, or the API key, are not known.")
                .exception();
    }

    private static ProblemException slower(Duration wait) {
        Duration whole = Duration.ofSeconds(wait.plusMillis(999).toSeconds());
        String detail = "Too many sign-ins failed; try again in " + whole.toSeconds() + " s.";
        return Problem.of(ProblemType.TOO_MANY_REQUESTS, detail)
                .retryAfter(whole)
                .exception();
    }
}
