package dev.ringback.history;

import dev.ringback.domain.CallbackId;
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
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reads of callbacks over HTTP. */
public final class HistoryRoutes implements Routes {
    private static final Map<String, CallbackState> STATES = new LinkedHashMap<>();

    static {
        for (CallbackState state : CallbackState.values()) {
            STATES.put(state.word(), state);
        }
    }

    private final CallbackStore store;
    private final ListCallbacks list;

    public HistoryRoutes(CallbackStore store) {
        this.store = store;
        this.list = new ListCallbacks(store);
    }

    @Override
    public void mount(Api api) {
        api.get("/v1/callbacks", Scope.READ, this::page).get("/v1/callbacks/{id}", Scope.READ, this::one);
    }

    @Override
    public String description() {
        return "openapi/history.yaml";
    }

    private Future<Answer> page(Exchange exchange) {
        QueryFields query = exchange.query();
        CallbackFilter filter = new CallbackFilter(
                query.parsed("profile_id", HistoryRoutes::profileId),
                query.choice("state", STATES),
                query.text("event"),
                query.text("reference"),
                query.instant("from"),
                query.instant("to"));
        PageRequest request = query.page("callbacks");
        query.check();
        return list.page(
                        exchange.caller().account(),
                        filter,
                        request.after().flatMap(CallbackId::parse),
                        request.limit())
                .map(page -> request.answer(
                        page.callbacks(), CallbackJson::of, page.next().map(CallbackId::toString), lookedBackTo(page)));
    }

    /** A search for what is rare stops after so many: whoever reads an empty page is told how far it reaches. */
    private static JsonObject lookedBackTo(ListCallbacks.Page page) {
        JsonObject more = new JsonObject();
        page.lookedBackTo().ifPresent(time -> more.put("looked_back_to", TimeText.format(time)));
        return more;
    }

    private Future<Answer> one(Exchange exchange) {
        CallbackId id = exchange.path("id", CallbackId::parse);
        return store.find(exchange.caller().account(), id)
                .map(found -> found.map(callback -> Answer.of("application/json", CallbackJson.of(callback)))
                        .orElseThrow(() -> Problem.notFound("There is no callback " + id + " here.")
                                .exception()));
    }

    private static Result<ProfileId> profileId(String text) {
        return ProfileId.parse(text)
                .map(Result::of)
                .orElseGet(() -> Result.refused("must be the id of a profile, cbp_ and 26 characters"));
    }
}
