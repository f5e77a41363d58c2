package dev.ringback.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal as RFC 9457 has it: for people a sentence, for programs the type and the fields. Never a stack trace, SQL or a secret. */
public record Problem(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1 ? errors.get(0).detail() : errors.size() + " fields are not valid.";
        return new Problem(ProblemType.INVALID_REQUEST, detail, errors, Map.of());
    }

    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }

    public static Problem notFound(String what) {
        return of(ProblemType.NOT_FOUND, what);
    }

    /** With a header that belongs to it, as {@code allow} to a 405. */
    public Problem with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, errors, more);
    }

    public Problem retryAfter(Duration wait) {
        return with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }

    /** To fail a future, or leave a handler, with it. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** For the single answers of a batch too, which share the request's id. */
    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail);
        if (!errors.isEmpty()) {
            JsonArray list = new JsonArray();
            errors.forEach(error ->
                    list.add(new JsonObject().put("pointer", error.pointer()).put("detail", error.detail())));
            json.put("errors", list);
        }
        return json;
    }

    /** The same as text, for where there is no HTTP answer. */
    public String text() {
        return json().encode();
    }

    Answer answer(String requestId) {
        Buffer body = json().put("request_id", requestId).toBuffer();
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/problem+json");
        return new Answer(type.status(), all, body);
    }
}
