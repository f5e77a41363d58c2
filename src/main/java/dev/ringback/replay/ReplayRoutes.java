package dev.ringback.replay;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.ReplayId;
import dev.ringback.domain.Scope;
import dev.ringback.history.CallbackJson;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.PageRequest;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Retry, cancel and replay over HTTP. */
public final class ReplayRoutes implements Routes {
    private static final String CALLBACK = "/v1/callbacks/{id}";
    private static final String ALL = "/v1/replays";
    private static final String ONE = ALL + "/{id}";

    private final ChangeCallback change;
    private final StartReplay replays;

    public ReplayRoutes(ChangeCallback change, StartReplay replays) {
        this.change = change;
        this.replays = replays;
    }

    @Override
    public void mount(Api api) {
        Api ignored = api.post(CALLBACK + "/retry", Scope.ADMIN, this::retry)
                .post(CALLBACK + "/cancel", Scope.ADMIN, this::cancel)
                .post("/v1/callbacks/replay", Scope.ADMIN, this::replay)
                .get(ALL, Scope.READ, this::list)
                .get(ONE, Scope.READ, this::read)
                .post(ONE + "/cancel", Scope.ADMIN, this::cancelReplay);
    }

    @Override
    public String description() {
        return "openapi/replay.yaml";
    }

    private Future<Answer> retry(Exchange exchange) {
        CallbackId id = callbackOf(exchange);
        return change.retry(exchange.caller().account(), id).map(callback -> json(202, CallbackJson.of(callback)));
    }

    private Future<Answer> cancel(Exchange exchange) {
        CallbackId id = callbackOf(exchange);
        return change.cancel(exchange.caller().account(), id).map(callback -> json(200, CallbackJson.of(callback)));
    }

    private Future<Answer> replay(Exchange exchange) {
        ReplayJson.Wish wish = ReplayJson.wish(exchange.jsonObject());
        if (wish.isDryRun()) {
            return replays.count(exchange.caller().account(), wish.range())
                    .map(count -> Answer.ok(ReplayJson.of(count)));
        }
        return replays.begin(exchange.caller().account(), wish.range())
                .map(replay -> Answer.accepted(ReplayJson.of(replay)).with("location", ALL + "/" + replay.id()));
    }

    private Future<Answer> list(Exchange exchange) {
        QueryFields query = exchange.query();
        PageRequest page = query.page("replays");
        query.check();
        return replays.list(exchange.caller().account(), page.after().flatMap(ReplayId::parse), page.rows())
                .map(rows -> page.answer(rows, ReplayJson::of, row -> row.id().toString()));
    }

    private Future<Answer> read(Exchange exchange) {
        return replays.read(exchange.caller().account(), replayOf(exchange))
                .map(replay -> Answer.ok(ReplayJson.of(replay)));
    }

    private Future<Answer> cancelReplay(Exchange exchange) {
        exchange.jsonOrNone().check();
        return replays.cancel(exchange.caller().account(), replayOf(exchange))
                .map(replay -> Answer.ok(ReplayJson.of(replay)));
    }

    private static CallbackId callbackOf(Exchange exchange) {
        exchange.jsonOrNone().check();
        return exchange.path("id", CallbackId::parse);
    }

    private static ReplayId replayOf(Exchange exchange) {
        return exchange.path("id", ReplayId::parse);
    }

    private static Answer json(int status, Buffer body) {
        return new Answer(status, Map.of("content-type", "application/json"), body);
    }
}
