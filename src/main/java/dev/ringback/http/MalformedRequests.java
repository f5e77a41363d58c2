package dev.ringback.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import java.util.random.RandomGenerator;

/** Answers what the decoder could not read as HTTP, and closes the connection: what follows on it cannot be read either. */
final class MalformedRequests {
    private final RequestIds ids;

    MalformedRequests(RandomGenerator chance) {
        this.ids = new RequestIds(chance);
    }

    void answer(HttpServerRequest request) {
        ids.stamp(request);
        Replies.writeLast(request, problem(request.decoderResult().cause()).answer(RequestIds.of(request)));
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ProblemType.URI_TOO_LONG, "The first line may have at most 8 KiB.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(ProblemType.HEADERS_TOO_LARGE, "The headers may have at most 16 KiB in all.");
        }
        return Problem.of(ProblemType.MALFORMED_HTTP, "The request cannot be read as HTTP/1.1.");
    }
}
