package dev.ringback.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.ringback.domain.Scope;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Where stages mount what they offer. Paths are written as OpenAPI writes them. When all are mounted, {@link #site()} serves
 * them: hot operations first, without the router; then the router's; a known path with another method is a 405, all else a 404.
 */
public final class Api {
    /** For operations that name no bound of their own. */
    public static final int BODY_BYTES_MAX = 256 << 10;

    private final Gate gate;
    private final RandomGenerator chance;
    private final Router router;
    private final Set<Operation> operations = new LinkedHashSet<>();
    private final List<HotRoute> hot = new ArrayList<>();

    private Api(Edge edge, Router router) {
        this.gate = new Gate(edge);
        this.chance = edge.chance();
        this.router = router;
    }

    /** All that a node serves, on one event loop. */
    public static Api of(Vertx vertx, Edge edge, Collection<? extends Routes> routes) {
        Api api = new Api(edge, Router.router(vertx));
        routes.forEach(each -> each.mount(api));
        return api;
    }

    @CanIgnoreReturnValue
    public Api get(String path, Scope scope, Endpoint endpoint) {
        return add(new Operation(HttpMethod.GET, path), scope, 0, endpoint);
    }

    @CanIgnoreReturnValue
    public Api post(String path, Scope scope, Endpoint endpoint) {
        return add(new Operation(HttpMethod.POST, path), scope, BODY_BYTES_MAX, endpoint);
    }

    @CanIgnoreReturnValue
    public Api patch(String path, Scope scope, Endpoint endpoint) {
        return add(new Operation(HttpMethod.PATCH, path), scope, BODY_BYTES_MAX, endpoint);
    }

    @CanIgnoreReturnValue
    public Api put(String path, Scope scope, Endpoint endpoint) {
        return add(new Operation(HttpMethod.PUT, path), scope, BODY_BYTES_MAX, endpoint);
    }

    @CanIgnoreReturnValue
    public Api delete(String path, Scope scope, Endpoint endpoint) {
        return add(new Operation(HttpMethod.DELETE, path), scope, 0, endpoint);
    }

    /** With a body bound of its own; with 0 a body is let run out unread. */
    @CanIgnoreReturnValue
    public Api add(Operation operation, Scope scope, int bodyBytesMax, Endpoint endpoint) {
        mount(operation).handler(context -> gate.admit(context, new Entry(scope, bodyBytesMax), endpoint));
        return this;
    }

    /** A GET for all, without a key. */
    @CanIgnoreReturnValue
    public Api open(String path, Endpoint endpoint) {
        mount(new Operation(HttpMethod.GET, path)).handler(context -> gate.admitAll(context, endpoint));
        return this;
    }

    /** A POST for all, without a key. */
    @CanIgnoreReturnValue
    public Api openPost(String path, int bodyBytesMax, Endpoint endpoint) {
        mount(new Operation(HttpMethod.POST, path)).handler(context -> gate.admitAll(context, bodyBytesMax, endpoint));
        return this;
    }

    /** An operation of the path itself, on a fixed path. */
    @CanIgnoreReturnValue
    public Api hot(Operation operation, Scope scope, int bodyBytesMax, HotEndpoint endpoint) {
        operations.add(operation);
        Entry entry = new Entry(scope, bodyBytesMax);
        hot.add(new HotRoute(
                operation.path(), Optional.of(operation.method()), request -> gate.admit(request, entry, endpoint)));
        return this;
    }

    /** Takes all that lies under the prefix, of any method, without a key; the handler sees to the answer, with {@link Door}'s help. */
    @CanIgnoreReturnValue
    public Api door(String prefix, Set<Operation> described, Door door) {
        operations.addAll(described);
        hot.add(new HotRoute(prefix, Optional.empty(), request -> gate.enter(request, door)));
        return this;
    }

    public Set<Operation> operations() {
        return Set.copyOf(operations);
    }

    /** Serves what was mounted; to be called once, after all of it was. */
    public Site site() {
        refuseOtherMethods();
        router.route()
                .last()
                .handler(context -> gate.refuse(context, Problem.notFound("There is nothing at this address.")));
        router.errorHandler(400, context -> gate.refuse(context, malformed()));
        router.errorHandler(500, context -> gate.fail(context, context.failure()));
        return new Site(this::serve, new MalformedRequests(chance)::answer);
    }

    private void serve(HttpServerRequest request) {
        gate.stamp(request);
        for (HotRoute route : hot) {
            if (route.takes(request)) {
                route.handler().handle(request);
                return;
            }
        }
        router.handle(request);
    }

    private Route mount(Operation operation) {
        operations.add(operation);
        Route route = router.route(operation.method(), pattern(operation.path()));
        return operation.method().equals(HttpMethod.GET) ? route.method(HttpMethod.HEAD) : route;
    }

    private void refuseOtherMethods() {
        Set<String> paths = new LinkedHashSet<>();
        operations.forEach(operation -> paths.add(operation.path()));
        for (String path : paths) {
            String allow = allowed(path);
            Problem problem = Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allow + ".")
                    .with("allow", allow);
            router.route(pattern(path)).last().handler(context -> gate.refuse(context, problem));
        }
    }

    private String allowed(String path) {
        Set<String> names = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.path().equals(path)) {
                names.add(operation.method().name());
            }
        }
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }

    private static Problem malformed() {
        return Problem.of(
                ProblemType.MALFORMED_HTTP,
                "The address has a percent sign that is not followed by two hexadecimal digits.");
    }

    /** {@code /v1/things/{id}} as the router writes it: {@code /v1/things/:id}. */
    private static String pattern(String path) {
        return path.replaceAll("\\{([a-z_]+)}", ":$1");
    }

    /** What is asked of a request before its endpoint sees it. */
    record Entry(Scope scope, int bodyBytesMax) {}

    private record HotRoute(String path, Optional<HttpMethod> method, Handler<HttpServerRequest> handler) {
        boolean takes(HttpServerRequest request) {
            if (method.isEmpty()) {
                return request.path().startsWith(path);
            }
            return method.get().equals(request.method()) && path.equals(request.path());
        }
    }
}
