package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems; the only place where a failure becomes one. What is left of the body is let run out first. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Bodies bodies;
    private final Predicate<Throwable> passing;

    /** {@code passing} knows the troubles that pass by themselves, such as a database that is away: those are a 503. */
    Replies(Bodies bodies, Predicate<Throwable> passing) {
        this.bodies = bodies;
        this.passing = passing;
    }

    void send(HttpServerRequest request, Answer answer) {
        if (request.isEnded()) {
            var unused = write(request, answer);
            return;
        }
        bodies.drop(request).onComplete(done -> {
            if (done.succeeded() && done.result()) {
                var unused = write(request, answer);
            } else {
                writeLast(request, answer);
            }
        });
    }

    void fail(HttpServerRequest request, Throwable failure) {
        Problem problem = problem(request, failure);
        Answer answer = problem.answer(RequestIds.of(request));
        if (problem.type() == ProblemType.REQUEST_TIMEOUT) {
            writeLast(request, answer);
        } else {
            send(request, answer);
        }
    }

    private Problem problem(HttpServerRequest request, Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (passing.test(failure)) {
            LOG.warn(
                    "request {} {} {}: {}",
                    RequestIds.of(request),
                    request.method(),
                    request.path(),
                    failure.toString());
            return Problem.of(ProblemType.UNAVAILABLE, "The database cannot be reached; try again.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        if (!request.response().closed()) {
            LOG.error("request {} {} {} failed", RequestIds.of(request), request.method(), request.path(), failure);
        }
        return Problem.of(ProblemType.INTERNAL, "The log has more under the request's id.");
    }

    /** Closes the connection behind the answer: what is still to come on it is not worth reading. */
    static void writeLast(HttpServerRequest request, Answer answer) {
        write(request, answer.with("connection", "close"))
                .onComplete(done -> request.connection().close());
    }

    private static Future<Void> write(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.headWritten()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(answer.status());
        // What is told to one caller is not for a cache, nor for a browser to guess at; who knows better says so.
        response.putHeader("cache-control", "no-store");
        response.putHeader("x-content-type-options", "nosniff");
        answer.headers().forEach(response::putHeader);
        Buffer body = answer.body();
        boolean empty = answer.status() == 204 || answer.status() == 304;
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (head && !empty) {
            response.putHeader("content-length", Integer.toString(body.length()));
        }
        Future<Void> written = empty || head ? response.end() : response.end(body);
        return written.onFailure(gone -> LOG.debug("request {}: the client went away", RequestIds.of(request)));
    }
}
