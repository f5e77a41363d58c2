package dev.ringback.account;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.PageRequest;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Routes;
import dev.ringback.http.ScopesJson;
import dev.ringback.http.TimeText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/api-keys}. The secret of a key is in the answer to its making and nowhere else. */
public final class ApiKeyRoutes implements Routes {
    private static final int TITLE_MAX = 100;
    private static final int ACCOUNT_MAX = 40;

    private final EditKeys keys;

    public ApiKeyRoutes(EditKeys keys) {
        this.keys = keys;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/api-keys", Scope.ADMIN, this::list)
                .post("/v1/api-keys", Scope.ADMIN, this::issue)
                .delete("/v1/api-keys/{id}", Scope.ADMIN, this::revoke);
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        Optional<AccountId> account = query.text("account").map(AccountId::new);
        PageRequest page = query.page("api-keys" + account.map(id -> " " + id).orElse(""));
        query.check();
        return keys.list(exchange.caller(), account, page.after().flatMap(KeyId::parse), page.rows())
                .map(rows ->
                        page.answer(rows, ApiKeyRoutes::json, key -> key.id().toString()));
    }

    private Future<Answer> issue(Exchange exchange) {
        JsonFields fields = exchange.json();
        String title = fields.text("title", 1, TITLE_MAX);
        Set<Scope> scopes = scopes(fields);
        Optional<AccountId> account =
                fields.optionalText("account", 1, ACCOUNT_MAX).map(AccountId::new);
        fields.check();
        return keys.issue(exchange.caller(), new EditKeys.Wanted(title, scopes, account))
                .map(issued -> Answer.created(
                        json(issued.key()).put("secret", issued.secret().text())));
    }

    private Future<Answer> revoke(Exchange exchange) {
        KeyId id = exchange.path("id", KeyId::parse);
        exchange.query().check();
        return keys.revoke(exchange.caller(), id).map(done -> Answer.noContent());
    }

    private static Set<Scope> scopes(JsonFields fields) {
        Set<Scope> scopes = ScopesJson.read(fields);
        if (scopes.isEmpty() && !fields.isWrong("scopes")) {
            fields.refuse("scopes", "must name at least one of " + ScopesJson.known());
        }
        return scopes;
    }

    private static JsonObject json(ApiKey key) {
        return new JsonObject()
                .put("id", key.id().toString())
                .put("account", key.account().value())
                .put("title", key.title())
                .put("hint", key.hint())
                .put("scopes", ScopesJson.of(key.scopes()))
                .put("created_at", TimeText.format(key.createdAt()));
    }

    @Override
    public String description() {
        return "openapi/account.yaml";
    }
}
