package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers one operation of the path itself: the request, who asks, and the whole body, without router, exchange and answer
 * objects. It writes the response itself; only what fails is answered for it.
 */
@FunctionalInterface
public interface HotEndpoint {
    Future<Void> answer(HttpServerRequest request, Caller caller, Buffer body);
}
