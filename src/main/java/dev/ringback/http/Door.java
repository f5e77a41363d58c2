package dev.ringback.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.IntFunction;

/** Takes requests of any method and type from anybody. It is given a way to read the body up to a bound of bytes, to be used at once. */
@FunctionalInterface
public interface Door {
    Future<Answer> answer(HttpServerRequest request, IntFunction<Future<Buffer>> body);
}
