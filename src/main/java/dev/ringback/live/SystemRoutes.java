package dev.ringback.live;

import dev.ringback.ambient.Timers;
import dev.ringback.bus.Topics.NodeState;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Scope;
import dev.ringback.domain.TypeId;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Caller;
import dev.ringback.http.Exchange;
import dev.ringback.http.Operation;
import dev.ringback.http.QueryFields;
import dev.ringback.http.Readiness;
import dev.ringback.http.Routes;
import dev.ringback.http.TimeText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** {@code /v1/system}: how the nodes are, what waits, and for whom; and the same as a stream. */
public final class SystemRoutes implements Routes {
    private static final int STREAM_SECONDS = 2;
    private static final int SLOW_MAX = 10;

    private final ReadSystem system;
    private final StreamPlaces places;
    private final Timers timers;
    private final Here here;

    /** This node, what troubles it about the cluster, and what it knows of profiles without asking. */
    public record Here(
            Supplier<NodeId> node,
            Readiness readiness,
            String version,
            Supplier<Optional<String>> trouble,
            Function<ProfileId, Optional<Receiver>> receivers) {}

    /** Whose it is, and until when it is spared. */
    public record Receiver(dev.ringback.domain.AccountId account, String title, Optional<Instant> pausedUntil) {}

    public SystemRoutes(ReadSystem system, StreamPlaces places, Timers timers, Here here) {
        this.system = system;
        this.places = places;
        this.timers = timers;
        this.here = here;
    }

    @Override
    public void mount(Api api) {
        Api unused = api.get("/v1/system", Scope.READ, this::once)
                .hot(new Operation(HttpMethod.GET, "/v1/live/system"), Scope.READ, 0, this::stream);
    }

    @Override
    public String description() {
        return "openapi/system.yaml";
    }

    private Future<Answer> once(Exchange exchange) {
        exchange.query().check();
        return system.now().map(seen -> Answer.ok(json(seen, exchange.caller())));
    }

    private Future<Void> stream(HttpServerRequest request, Caller caller, Buffer none) {
        QueryFields.of(request, caller).check();
        places.take(caller.account());
        EventStream stream = new EventStream(request.response(), timers);
        Future<Void> ended = stream.open(second -> eachSecond(second, stream, caller))
                .onComplete(done -> places.leave(caller.account()));
        send(stream, caller);
        return ended;
    }

    private void eachSecond(int second, EventStream stream, Caller caller) {
        if (second % STREAM_SECONDS == 0) {
            send(stream, caller);
        }
        if (!here.readiness().reasonsAgainst().isEmpty()) {
            stream.end();
        }
    }

    /** While the database is away there is nothing to tell: the stream ends, and the browser comes again. */
    private void send(EventStream stream, Caller caller) {
        var reading = system.now().onSuccess(seen -> {
            boolean unusedToo = stream.send("system", json(seen, caller).encode());
        });
        var unused = reading.onFailure(failure -> stream.end());
    }

    private JsonObject json(ReadSystem.Seen seen, Caller caller) {
        JsonArray nodes = new JsonArray();
        seen.nodes().forEach(member -> nodes.add(node(member, seen)));
        SystemStore.Counts counts = seen.backlog().all();
        JsonArray ages = new JsonArray()
                .add(age("1m", counts.minute()))
                .add(age("10m", counts.tenMinutes()))
                .add(age("1h", counts.hour()));
        return new JsonObject()
                .put("nodes", nodes)
                .put("accepted_per_s", sum(seen, NodeState::acceptedPerSecond))
                .put("delivered_per_s", sum(seen, NodeState::deliveredPerSecond))
                .put("in_flight", (int) sum(seen, NodeState::inFlight))
                .put(
                        "backlog",
                        new JsonObject()
                                .put("waiting", counts.waiting())
                                .put("due", counts.due())
                                .put("capped", seen.backlog().capped())
                                .put("by_age", ages))
                .put("slow_receivers", slow(seen, caller))
                .put("version", here.version())
                .put("cluster_trouble", here.trouble().get().orElseGet(() -> silence(seen.silent())));
    }

    private static @Nullable String silence(int silent) {
        return silent == 0
                ? null
                : silent
                        + " of the nodes that joined did not answer at once: they are very busy, or this node cannot reach their"
                        + " event bus (cluster.bus_port, a firewall, cluster.tls).";
    }

    private static double sum(ReadSystem.Seen seen, ToDoubleFunction<NodeState> of) {
        return Math.round(seen.states().values().stream().mapToDouble(of).sum() * 10) / 10.0;
    }

    private JsonObject node(dev.ringback.cluster.NodeStore.Member member, ReadSystem.Seen seen) {
        Optional<NodeState> state = Optional.ofNullable(seen.states().get(member.node()));
        return new JsonObject()
                .put("id", TypeId.encode("node", member.node().value()))
                .put("host", member.host())
                .put("state", member.takenBy().isPresent() ? "dead" : "alive")
                .put("started_at", TimeText.format(member.startedAt()))
                .put("accepted_per_s", state.map(NodeState::acceptedPerSecond).orElse(null))
                .put("delivered_per_s", state.map(NodeState::deliveredPerSecond).orElse(null))
                .put("in_flight", state.map(NodeState::inFlight).orElse(null))
                .put("version", state.map(NodeState::version).orElse(null))
                .put("this", member.node().equals(here.node().get()));
    }

    private static JsonObject age(String age, long count) {
        return new JsonObject().put("older_than", age).put("count", count);
    }

    /** Those of the caller's account; an operator sees all. */
    private JsonArray slow(ReadSystem.Seen seen, Caller caller) {
        JsonArray slow = new JsonArray();
        for (SystemStore.OfProfile each : seen.backlog().most()) {
            here.receivers()
                    .apply(each.profile())
                    .filter(known -> known.account().equals(caller.account()) || caller.may(Scope.OPERATOR))
                    .filter(known -> slow.size() < SLOW_MAX)
                    .ifPresent(known -> slow.add(new JsonObject()
                            .put("profile_id", each.profile().toString())
                            .put("title", known.title())
                            .put("waiting", each.counts().waiting())
                            .put("due", each.counts().due())
                            .put(
                                    "paused_until",
                                    known.pausedUntil().map(TimeText::format).orElse(null))));
        }
        return slow;
    }
}
