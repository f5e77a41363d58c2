package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The way of every request to its endpoint: the key, the scope, the body; and of its answer back. */
final class Gate {
    private static final String AUTHORIZATION = "authorization";
    private static final String COOKIE = "cookie";

    private final Authentication authentication;
    private final Bodies bodies;
    private final Replies replies;
    private final RequestIds ids;

    Gate(Edge edge) {
        this.authentication = edge.authentication();
        this.bodies = edge.bodies();
        this.replies = new Replies(edge.bodies(), edge.passing());
        this.ids = new RequestIds(edge.chance());
    }

    void stamp(HttpServerRequest request) {
        ids.stamp(request);
    }

    void admit(RoutingContext context, Api.Entry entry, Endpoint endpoint) {
        admit(context.request(), entry, (caller, body) -> answer(context, endpoint, Optional.of(caller), body));
    }

    void admitAll(RoutingContext context, Endpoint endpoint) {
        answer(context, endpoint, Optional.empty(), Buffer.buffer());
    }

    void admitAll(RoutingContext context, int bodyBytesMax, Endpoint endpoint) {
        bodies.readJson(context.request(), bodyBytesMax)
                .onSuccess(body -> answer(context, endpoint, Optional.empty(), body))
                .onFailure(failure -> replies.fail(context.request(), failure));
    }

    void admit(HttpServerRequest request, Api.Entry entry, HotEndpoint endpoint) {
        admit(
                request,
                entry,
                (caller, body) -> guarded(() -> endpoint.answer(request, caller, body))
                        .onFailure(failure -> replies.fail(request, failure)));
    }

    void enter(HttpServerRequest request, Door door) {
        Future<Answer> answer = guarded(() -> door.answer(request, max -> bodies.readAny(request, max)));
        reply(request, answer);
    }

    void refuse(RoutingContext context, Problem problem) {
        replies.fail(context.request(), problem.exception());
    }

    void fail(RoutingContext context, Throwable failure) {
        replies.fail(context.request(), failure);
    }

    private void admit(HttpServerRequest request, Api.Entry entry, BiConsumer<Caller, Buffer> next) {
        String header = request.getHeader(AUTHORIZATION);
        Optional<Caller> known = authentication.cached(header);
        if (known.isPresent()) {
            read(request, entry, known.get(), next);
            return;
        }
        request.pause();
        Optional<SessionToken> token = header == null ? SessionToken.in(request.getHeader(COOKIE)) : Optional.empty();
        token.map(given -> ofSession(request, given))
                .orElseGet(() -> authentication.caller(header))
                .onSuccess(caller -> read(request, entry, caller, next))
                .onFailure(failure -> replies.fail(request, failure));
    }

    /** Browsers send cookies unasked, also for pages of others: what changes something must come with a token that only our page knows. */
    private Future<Caller> ofSession(HttpServerRequest request, SessionToken token) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return authentication.caller(token).map(caller -> {
            if (!reads && !token.isCsrf(request.getHeader(SessionToken.CSRF_HEADER))) {
                String detail = "Send the session's csrf_token in the header x-csrf-token.";
                throw Problem.of(ProblemType.CSRF, detail).exception();
            }
            return caller;
        });
    }

    private void read(HttpServerRequest request, Api.Entry entry, Caller caller, BiConsumer<Caller, Buffer> next) {
        if (!caller.may(entry.scope())) {
            String detail =
                    "This needs an API key with the scope " + entry.scope().text() + ".";
            replies.fail(request, Problem.of(ProblemType.FORBIDDEN, detail).exception());
        } else if (entry.bodyBytesMax() == 0) {
            request.resume();
            next.accept(caller, Buffer.buffer());
        } else {
            bodies.readJson(request, entry.bodyBytesMax())
                    .onSuccess(body -> next.accept(caller, body))
                    .onFailure(failure -> replies.fail(request, failure));
        }
    }

    private void answer(RoutingContext context, Endpoint endpoint, Optional<Caller> caller, Buffer body) {
        reply(context.request(), guarded(() -> endpoint.answer(new Exchange(context, caller, body))));
    }

    private void reply(HttpServerRequest request, Future<Answer> answer) {
        answer.onSuccess(given -> replies.send(request, given)).onFailure(failure -> replies.fail(request, failure));
    }

    private static <T> Future<T> guarded(java.util.function.Supplier<Future<T>> step) {
        try {
            return step.get();
        } catch (HttpException e) {
            String detail = "The address has a percent sign that is not followed by two hexadecimal digits.";
            return Future.failedFuture(
                    Problem.of(ProblemType.MALFORMED_HTTP, detail).exception());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
