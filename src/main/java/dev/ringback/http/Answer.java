package dev.ringback.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an endpoint answers. Header names are lower case. */
public record Answer(int status, Map<String, String> headers, Buffer body) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonObject body) {
        return json(200, body);
    }

    public static Answer created(JsonObject body) {
        return json(201, body);
    }

    public static Answer accepted(JsonObject body) {
        return json(202, body);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), Buffer.buffer());
    }

    public static Answer json(int status, JsonObject body) {
        return new Answer(status, JSON, body.toBuffer());
    }

    public static Answer of(String contentType, Buffer body) {
        return new Answer(200, Map.of("content-type", contentType), body);
    }

    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
