package dev.ringback.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** All that one event loop serves: what to do with requests, and with what could not be read as one. */
public record Site(Handler<HttpServerRequest> requests, Handler<HttpServerRequest> malformed) {}
