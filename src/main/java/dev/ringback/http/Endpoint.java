package dev.ringback.http;

import io.vertx.core.Future;

/** Answers one operation. What it throws, or fails with, becomes a problem: a {@link ProblemException} its own, all else a 500. */
@FunctionalInterface
public interface Endpoint {
    Future<Answer> answer(Exchange exchange);
}
