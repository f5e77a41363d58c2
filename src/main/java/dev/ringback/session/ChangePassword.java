package dev.ringback.session;

import dev.ringback.account.Means;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.config.Secret;
import dev.ringback.domain.UserId;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.http.Revocations;
import dev.ringback.http.SessionToken;
import io.vertx.core.Future;
import java.util.Optional;

/** A user's own password, changed by who knows it. Their other sessions end: whoever else knew it is out. */
public final class ChangePassword {
    private final SignIn signIn;
    private final Passwords passwords;
    private final UserStore users;
    private final Means means;
    private final Revocations revocations;

    public ChangePassword(SignIn signIn, Passwords passwords, UserStore users, Means means, Revocations revocations) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.users = users;
        this.means = means;
        this.revocations = revocations;
    }

    /** {@code address} is where they come from: guessing is slowed down as at the sign-in. */
    record Wanted(Secret current, Secret other, String address) {}

    Future<Void> of(Session session, SessionToken token, Wanted wanted) {
        if (!(session.by() instanceof UserId user)) {
            return Future.failedFuture(
                    Problem.of(ProblemType.FORBIDDEN, "You signed in with an API key, which has no password.")
                            .exception());
        }
        Change change = means.change(Author.of(session.caller()), Action.USER_PASSWORD_CHANGED, Change.NO_FIELDS);
        return signIn.check(session.title(), wanted.current(), wanted.address())
                .recover(failure -> Future.failedFuture(inItsPlace(failure)))
                .compose(known -> passwords.hash(wanted.other()))
                .compose(hash -> users.setPassword(user, hash, Optional.of(token.hash()), change))
                .map(changed -> {
                    revocations.announce();
                    return null;
                });
    }

    /** A 401 would mean that the session has ended. */
    private static Throwable inItsPlace(Throwable failure) {
        boolean wrong =
                failure instanceof ProblemException told && told.problem().type() == ProblemType.SIGN_IN_FAILED;
        return wrong
                ? Problem.invalid("/current_password", "current_password is not your password.")
                        .exception()
                : failure;
    }
}
