package dev.ringback.account;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.TypeId;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.PageRequest;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemException;
import dev.ringback.http.ProblemType;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Revocations;
import dev.ringback.http.Routes;
import dev.ringback.http.TimeText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code /v1/accounts}, for operators only. With an account its keys go, and this node refuses them at once. */
public final class AccountRoutes implements Routes {
    private static final int NAME_MAX = 100;

    private final Accounts accounts;
    private final Means means;
    private final Revocations revocations;

    public AccountRoutes(Accounts accounts, Means means, Revocations revocations) {
        this.accounts = accounts;
        this.means = means;
        this.revocations = revocations;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/accounts", Scope.OPERATOR, this::list)
                .post("/v1/accounts", Scope.OPERATOR, this::create)
                .delete("/v1/accounts/{id}", Scope.OPERATOR, this::remove);
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        PageRequest page = query.page("accounts");
        query.check();
        return accounts.list(page.after().map(AccountId::new), page.rows())
                .map(rows -> page.answer(
                        rows, AccountRoutes::json, account -> account.id().value()));
    }

    private Future<Answer> create(Exchange exchange) {
        JsonFields fields = exchange.json();
        String name = fields.text("name", 1, NAME_MAX);
        fields.check();
        AccountId id = new AccountId(TypeId.encode("acc", means.ids().uuid()));
        Account account = new Account(id, name, means.present());
        return accounts.add(account).map(done -> Answer.created(json(account)));
    }

    private Future<Answer> remove(Exchange exchange) {
        AccountId id = new AccountId(exchange.path("id"));
        exchange.query().check();
        if (id.equals(AccountId.DEFAULT)) {
            return Future.failedFuture(conflict("The account default cannot be removed."));
        }
        return accounts.remove(id).map(removal -> {
            revocations.announce();
            return switch (removal) {
                case REMOVED -> Answer.noContent();
                case UNKNOWN ->
                    throw Problem.notFound("There is no such account.").exception();
                case HAS_PROFILES -> throw conflict("The account still has callback profiles; delete them first.");
            };
        });
    }

    private static ProblemException conflict(String detail) {
        return Problem.of(ProblemType.CONFLICT, detail).exception();
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("id", account.id().value())
                .put("name", account.name())
                .put("created_at", TimeText.format(account.createdAt()));
    }

    @Override
    public String description() {
        return "openapi/account.yaml";
    }
}
