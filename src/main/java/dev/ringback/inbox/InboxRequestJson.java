package dev.ringback.inbox;

import dev.ringback.domain.TypeId;
import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A request of an inbox as the API shows it. The body is text where it is UTF-8, base64 where it is not. */
final class InboxRequestJson {
    private static final String PREFIX = "req";

    private InboxRequestJson() {}

    static JsonObject write(InboxRequest request) {
        String target = request.target();
        int mark = target.indexOf('?');
        JsonObject json = new JsonObject()
                .put("id", id(request))
                .put("received_at", TimeText.format(request.receivedAt()))
                .put("method", request.method())
                .put("path", mark < 0 ? target : target.substring(0, mark));
        if (mark >= 0) {
            json.put("query", target.substring(mark + 1));
        }
        json.put("headers", HeaderLinesJson.array(request.headers()));
        try {
            json.put(
                    "body",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(request.body()))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put("body_base64", Base64.getEncoder().encodeToString(request.body()));
        }
        return json;
    }

    static String id(InboxRequest request) {
        return TypeId.encode(PREFIX, request.id());
    }

    static Optional<UUID> parseId(String text) {
        return TypeId.decode(PREFIX, text);
    }
}
