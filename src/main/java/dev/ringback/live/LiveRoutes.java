package dev.ringback.live;

import dev.ringback.ambient.Timers;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Api;
import dev.ringback.http.Caller;
import dev.ringback.http.Operation;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Readiness;
import dev.ringback.http.Result;
import dev.ringback.http.Routes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /v1/live/callbacks}: what passes by on the nodes, as server-sent events. */
public final class LiveRoutes implements Routes {
    private static final Map<String, String> STATES =
            List.of("waiting", "delivered", "failed", "skipped", "cancelled").stream()
                    .collect(Collectors.toMap(Function.identity(), Function.identity()));

    private final LiveFeed feed;
    private final Timers timers;
    private final Readiness readiness;

    /** Streams end when the node is no longer ready: one that stops would wait for them. */
    public LiveRoutes(LiveFeed feed, Timers timers, Readiness readiness) {
        this.feed = feed;
        this.timers = timers;
        this.readiness = readiness;
    }

    @Override
    public void mount(Api api) {
        Api unused = api.hot(new Operation(HttpMethod.GET, "/v1/live/callbacks"), Scope.READ, 0, this::stream);
    }

    @Override
    public String description() {
        return "openapi/live.yaml";
    }

    private Future<Void> stream(HttpServerRequest request, Caller caller, Buffer none) {
        LiveFilter filter = filter(request, caller);
        Context loop = Vertx.currentContext();
        EventStream stream = new EventStream(request.response(), timers);
        Watch watch = feed.watch(
                filter,
                shown -> loop.runOnContext(turn -> {
                    boolean unused = stream.send("callback", shown.glimpse());
                }));
        return stream.open(second -> eachSecond(stream, watch)).onComplete(ended -> feed.leave(watch));
    }

    private void eachSecond(EventStream stream, Watch watch) {
        int skipped = watch.nextSecond();
        if (skipped > 0) {
            boolean unused = stream.send(
                    "skipped", new JsonObject().put("count", skipped).encode());
        }
        if (!readiness.reasonsAgainst().isEmpty()) {
            stream.end();
        }
    }

    private static LiveFilter filter(HttpServerRequest request, Caller caller) {
        QueryFields query = QueryFields.of(request, caller);
        LiveFilter filter = new LiveFilter(
                caller.account(),
                query.parsed(
                        "profile_id",
                        text -> ProfileId.parse(text)
                                .map(Result::of)
                                .orElseGet(() -> Result.refused("must be a profile's id"))),
                query.choice("state", STATES),
                query.text("event"),
                query.text("reference"));
        query.check();
        return filter;
    }
}
