package dev.ringback.http;

import io.vertx.core.http.HttpMethod;

/** A method and a path as OpenAPI writes it: {@code /v1/api-keys/{id}}. */
public record Operation(HttpMethod method, String path) {
    @Override
    public String toString() {
        return method + " " + path;
    }
}
