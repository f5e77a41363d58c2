package dev.ringback.account;

import dev.ringback.audit.Action;
import dev.ringback.audit.Author;
import dev.ringback.audit.Change;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
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
 * What admins do to keys: those of their own account, and never one that may do more than they. An operator may do so for every
 * account. A removed key is refused by this node before the removal is answered.
 */
public final class EditKeys {
    private final ApiKeys keys;
    private final Means means;
    private final Revocations revocations;

    public EditKeys(ApiKeys keys, Means means, Revocations revocations) {
        this.keys = keys;
        this.means = means;
        this.revocations = revocations;
    }

    /** What is wanted of a new key; without an account it is the caller's. */
    record Wanted(String title, Set<Scope> scopes, Optional<AccountId> account) {}

    /** A new key with its secret, which is shown now or never. */
    record Issued(ApiKey key, KeySecret secret) {}

    Future<Issued> issue(Caller caller, Wanted wanted) {
        if (wanted.scopes().contains(Scope.OPERATOR) && !caller.may(Scope.OPERATOR)) {
            return Future.failedFuture(forbidden("Only an operator may grant the scope operator."));
        }
        AccountId account = accountFor(caller, wanted.account());
        KeySecret secret = KeySecret.make(means.secrets());
        ApiKey key = new ApiKey(
                new KeyId(means.ids().uuid()),
                account,
                wanted.title(),
                secret.hint(),
                wanted.scopes(),
                means.present());
        return keys.add(key, secret.hash(), made(Author.of(caller), key, means)).map(added -> {
            if (!added) {
                throw Problem.invalid("/account", "account does not exist.").exception();
            }
            return new Issued(key, secret);
        });
    }

    Future<List<ApiKey>> list(Caller caller, Optional<AccountId> account, Optional<KeyId> after, int rows) {
        return keys.list(accountFor(caller, account), after, rows);
    }

    Future<Void> revoke(Caller caller, KeyId id) {
        return keys.read(id)
                .compose(found -> {
                    ApiKey key =
                            found.filter(known -> isIn(caller, known.account())).orElseThrow(EditKeys::unknown);
                    if (key.scopes().contains(Scope.OPERATOR) && !caller.may(Scope.OPERATOR)) {
                        throw forbidden("Only an operator may revoke a key with the scope operator.");
                    }
                    return keys.remove(id, means.change(Author.of(caller), Action.KEY_REVOKED, Change.NO_FIELDS));
                })
                .map(removed -> {
                    revocations.announce();
                    if (!removed) {
                        throw unknown();
                    }
                    return null;
                });
    }

    static Change made(Author by, ApiKey key, Means means) {
        return means.change(by, Action.KEY_CREATED, KeyChangeJson.made(key));
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

    private static ProblemException unknown() {
        return Problem.notFound("There is no such API key.").exception();
    }

    private static ProblemException forbidden(String detail) {
        return Problem.of(ProblemType.FORBIDDEN, detail).exception();
    }
}
