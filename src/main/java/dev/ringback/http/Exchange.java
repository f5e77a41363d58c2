package dev.ringback.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/** One request as an endpoint sees it: who asks, the parts of the path, the query and the body, read strictly. */
public final class Exchange {
    private final RoutingContext context;
    private final Optional<Caller> caller;
    private final Buffer body;

    Exchange(RoutingContext context, Optional<Caller> caller, Buffer body) {
        this.context = context;
        this.caller = caller;
        this.body = body;
    }

    /** There is always one where the route asks for a scope. */
    public Caller caller() {
        return caller.orElseThrow(() -> new IllegalStateException("the route is open to all"));
    }

    /** A part of the path; empty only when the route's path has no such part. */
    public String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    /** A part of the path that is an id; what is no id names nothing, which is a 404. */
    public <T> T path(String name, Function<String, Optional<T>> parser) {
        return parser.apply(path(name))
                .orElseThrow(() -> Problem.notFound("There is no " + Words.quoted(path(name)) + " here.")
                        .exception());
    }

    /** Of the page's cookie, whether its session lives or not. */
    public Optional<SessionToken> sessionToken() {
        return SessionToken.in(request().getHeader("cookie"));
    }

    public QueryFields query() {
        return new QueryFields(
                context.queryParams(), caller.map(who -> who.account().value()).orElse(""));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request().getHeader(name));
    }

    public Buffer body() {
        return body;
    }

    /** The body as an object; a problem that tells the place when it is not JSON. */
    public JsonObject jsonObject() {
        return BodyJson.object(body);
    }

    public JsonFields json() {
        return JsonFields.of(jsonObject());
    }

    /** As {@link #json()}, but no body is an object without fields. */
    public JsonFields jsonOrNone() {
        return body.length() == 0 ? JsonFields.of(new JsonObject()) : json();
    }

    public HttpServerRequest request() {
        return context.request();
    }

    public String requestId() {
        return RequestIds.of(request());
    }
}
