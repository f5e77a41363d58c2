package dev.ringback.session;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.UserId;
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
import java.util.regex.Pattern;

/** {@code /v1/users}: who signs in to the page. A password that is made is in that answer and nowhere else. */
public final class UserRoutes implements Routes {
    private static final String PATH = "/v1/users";
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int EMAIL_MAX = 320;
    private static final int NAME_MAX = 40;

    private final EditUsers users;

    public UserRoutes(EditUsers users) {
        this.users = users;
    }

    @Override
    public void mount(Api api) {
        api.get(PATH, Scope.ADMIN, this::list)
                .post(PATH, Scope.ADMIN, this::add)
                .post(PATH + "/{id}/reset-password", Scope.ADMIN, this::resetPassword)
                .delete(PATH + "/{id}", Scope.ADMIN, this::remove);
    }

    @Override
    public String description() {
        return "openapi/user.yaml";
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        Optional<AccountId> account = query.text("account").map(AccountId::new);
        PageRequest page = query.page("users" + account.map(id -> " " + id).orElse(""));
        query.check();
        return users.list(exchange.caller(), account, page.after().flatMap(UserId::parse), page.rows())
                .map(rows ->
                        page.answer(rows, UserRoutes::json, user -> user.id().toString()));
    }

    private Future<Answer> add(Exchange exchange) {
        JsonFields fields = exchange.json();
        String email = fields.text("email", 3, EMAIL_MAX);
        if (!fields.isWrong("email") && !EMAIL.matcher(email.strip()).matches()) {
            fields.refuse("email", "must be a mail address such as ana@example.com");
        }
        Set<Scope> scopes = scopes(fields);
        Optional<AccountId> account =
                fields.optionalText("account", 1, NAME_MAX).map(AccountId::new);
        fields.check();
        return users.add(exchange.caller(), new EditUsers.Wanted(email, scopes, account))
                .map(added -> Answer.created(json(added.user()).put("password", added.password())));
    }

    private Future<Answer> resetPassword(Exchange exchange) {
        UserId id = exchange.path("id", UserId::parse);
        exchange.query().check();
        exchange.jsonOrNone().check();
        return users.resetPassword(exchange.caller(), id)
                .map(password -> Answer.ok(new JsonObject().put("password", password)));
    }

    private Future<Answer> remove(Exchange exchange) {
        UserId id = exchange.path("id", UserId::parse);
        exchange.query().check();
        return users.remove(exchange.caller(), id).map(done -> Answer.noContent());
    }

    /** Who may not read sees nothing of the page. */
    private static Set<Scope> scopes(JsonFields fields) {
        Set<Scope> scopes = ScopesJson.read(fields);
        if (scopes.stream().noneMatch(scope -> scope.implies(Scope.READ)) && !fields.isWrong("scopes")) {
            fields.refuse("scopes", "must name read, admin or operator: without one the page shows nothing");
        }
        return scopes;
    }

    private static JsonObject json(UserStore.Listed user) {
        return new JsonObject()
                .put("id", user.id().toString())
                .put("account", user.account().value())
                .put("email", user.email())
                .put("scopes", ScopesJson.of(user.scopes()))
                .put("created_at", TimeText.format(user.createdAt()))
                .put("seen_at", user.seenAt().map(TimeText::format).orElse(null));
    }
}
