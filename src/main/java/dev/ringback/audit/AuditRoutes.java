package dev.ringback.audit;

import dev.ringback.domain.Actor;
import dev.ringback.domain.KeyId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.PageRequest;
import dev.ringback.http.Problem;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Result;
import dev.ringback.http.Routes;
import dev.ringback.http.TimeText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The changes of one profile, and those of the whole account. */
public final class AuditRoutes implements Routes {
    private static final Map<String, Action> ACTIONS = new LinkedHashMap<>();

    static {
        for (Action action : Action.values()) {
            ACTIONS.put(action.word(), action);
        }
    }

    private final AuditStore store;

    public AuditRoutes(AuditStore store) {
        this.store = store;
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/callback-profiles/{id}/changes", Scope.READ, this::ofProfile)
                .get("/v1/audit", Scope.ADMIN, this::ofAccount);
    }

    @Override
    public String description() {
        return "openapi/audit.yaml";
    }

    /** A profile that is deleted still has its changes, so that one can see who deleted it. */
    private Future<Answer> ofProfile(Exchange exchange) {
        ProfileId profile = exchange.path("id", ProfileId::parse);
        QueryFields query = exchange.query();
        PageRequest page = query.page("changes of " + profile);
        query.check();
        return store.knows(exchange.caller().account(), profile).compose(known -> {
            if (!known) {
                throw Problem.notFound("There is no such callback profile.").exception();
            }
            return answer(exchange, AuditFilter.of(profile), page);
        });
    }

    private Future<Answer> ofAccount(Exchange exchange) {
        QueryFields query = exchange.query();
        AuditFilter filter = new AuditFilter(
                query.parsed("profile_id", id("a profile's id", ProfileId::parse)),
                query.parsed("api_key_id", id("an API key's id", KeyId::parse)),
                query.choice("action", ACTIONS),
                query.instant("from"),
                query.instant("to"));
        PageRequest page = query.page("audit");
        query.check();
        return answer(exchange, filter, page);
    }

    private Future<Answer> answer(Exchange exchange, AuditFilter filter, PageRequest page) {
        Optional<ChangeId> before = page.after().flatMap(ChangeId::parse);
        return store.list(exchange.caller().account(), filter, before, page.rows())
                .map(rows -> page.answer(
                        rows, AuditRoutes::json, row -> row.change().id().toString()));
    }

    private static <T> Function<String, Result<T>> id(String what, Function<String, Optional<T>> parser) {
        return text -> parser.apply(text).map(Result::of).orElseGet(() -> Result.refused("must be " + what));
    }

    private static JsonObject json(Entry entry) {
        Change change = entry.change();
        JsonObject by = new JsonObject()
                .put("type", change.by().by().map(AuditRoutes::kind).orElse("ringback"));
        change.by().by().ifPresent(who -> by.put("id", who.toString()).put("title", entry.byTitle()));
        return new JsonObject()
                .put("id", change.id().toString())
                .put("at", TimeText.format(change.at()))
                .put("by", by)
                .put("action", change.action().word())
                .put(
                        "subject",
                        new JsonObject()
                                .put("type", entry.subject().kind().word())
                                .put("id", entry.subject().id())
                                .put("title", entry.subject().title()))
                .put("changes", fields(change.fields()));
    }

    private static String kind(Actor by) {
        return by instanceof KeyId ? "api_key" : "user";
    }

    /** The store does not keep the order within an object. */
    private static JsonArray fields(String kept) {
        JsonArray fields = new JsonArray();
        for (Object each : new JsonArray(kept)) {
            JsonObject field = (JsonObject) each;
            fields.add(new JsonObject()
                    .put("field", field.getValue("field"))
                    .put("before", field.getValue("before"))
                    .put("after", field.getValue("after")));
        }
        return fields;
    }
}
