package dev.ringback.session;

import dev.ringback.account.Means;
import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.config.Secret;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
import dev.ringback.http.Caller;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.http.Revocations;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What admins do to users: those of their own account, and never one that may do more than they. An operator may do so for every account. A
 * password that is made here is told once; whoever gets it makes one of their own.
 */
public final class EditUsers {
    private final UserStore users;
    private final Passwords passwords;
    private final Means means;
    private final Revocations revocations;

    public EditUsers(UserStore users, Passwords passwords, Means means, Revocations revocations) {
        this.users = users;
        this.passwords = passwords;
        this.means = means;
        this.revocations = revocations;
    }

    /** What is wanted of a new user; without an account it is the caller's. */
    record Wanted(String email, Set<Scope> scopes, Optional<AccountId> account) {}

    /** With a password that is told now or never. */
    record Admitted(UserStore.Listed user, String password) {}

    Future<List<UserStore.Listed>> list(Caller caller, Optional<AccountId> account, Optional<UserId> after, int rows) {
        return users.list(accountFor(caller, account), after, rows);
    }

    Future<Admitted> add(Caller caller, Wanted wanted) {
        if (wanted.scopes().contains(Scope.OPERATOR) && !caller.may(Scope.OPERATOR)) {
            return Future.failedFuture(forbidden("Only an operator may grant the scope operator."));
        }
        AccountId account = accountFor(caller, wanted.account());
        String password = NewPassword.of(means.secrets());
        var present = means.clock().instant();
        return passwords.hash(new Secret(password)).compose(hash -> {
            User user = new User(
                    new UserId(means.ids().uuid()), account, SignIn.normal(wanted.email()), hash, wanted.scopes());
            return users.add(user, present, change(caller, Action.USER_CREATED, UserChangeJson.made(user)))
                    .map(added -> {
                        if (!added) {
                            throw refused(wanted);
                        }
                        return new Admitted(
                                new UserStore.Listed(
                                        user.id(), account, user.email(), user.scopes(), present, Optional.empty()),
                                password);
                    });
        });
    }

    /** For who has forgotten theirs; all their sessions end. */
    Future<String> resetPassword(Caller caller, UserId id) {
        String password = NewPassword.of(means.secrets());
        return known(caller, id)
                .compose(user -> passwords.hash(new Secret(password)))
                .compose(hash -> users.setPassword(
                        id, hash, Optional.empty(), change(caller, Action.USER_PASSWORD_RESET, Change.NO_FIELDS)))
                .map(changed -> {
                    settle(changed);
                    return password;
                });
    }

    Future<Void> remove(Caller caller, UserId id) {
        if (caller.by().equals(id)) {
            String detail = "Nobody removes themselves; another administrator can.";
            return Future.failedFuture(Problem.of(ProblemType.CONFLICT, detail).exception());
        }
        return known(caller, id)
                .compose(user -> users.remove(id, change(caller, Action.USER_REMOVED, Change.NO_FIELDS)))
                .map(removed -> {
                    settle(removed);
                    return null;
                });
    }

    private void settle(boolean found) {
        revocations.announce();
        if (!found) {
            throw unknown();
        }
    }

    private Future<User> known(Caller caller, UserId id) {
        return users.read(id).map(found -> {
            User user = found.filter(each -> isIn(caller, each.account())).orElseThrow(EditUsers::unknown);
            if (user.scopes().contains(Scope.OPERATOR) && !caller.may(Scope.OPERATOR)) {
                throw forbidden("Only an operator may change a user with the scope operator.");
            }
            return user;
        });
    }

    private Change change(Caller caller, Action action, String fields) {
        return means.change(Author.of(caller), action, fields);
    }

    private static AccountId accountFor(Caller caller, Optional<AccountId> asked) {
        AccountId account = asked.orElse(caller.account());
        if (!isIn(caller, account)) {
            throw forbidden("Only an operator may name another account.");
        }
        return account;
    }

    private static boolean isIn(Caller caller, AccountId account) {
        return account.equals(caller.account()) || caller.may(Scope.OPERATOR);
    }

    /** The account is the caller's own most often: then it can only be the address. */
    private static ProblemException refused(Wanted wanted) {
        return wanted.account().isEmpty()
                ? Problem.invalid("/email", "email is taken: somebody signs in with it already.")
                        .exception()
                : Problem.invalid("/email", "email is taken, or the account does not exist.")
                        .exception();
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such user.").exception();
    }

    private static ProblemException forbidden(String detail) {
        return Problem.of(ProblemType.FORBIDDEN, detail).exception();
    }
}
