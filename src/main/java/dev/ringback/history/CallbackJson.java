package dev.ringback.history;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Excerpt;
import dev.ringback.http.TimeText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Callbacks as the API shows them. */
public final class CallbackJson {
    private CallbackJson() {}

    static JsonObject of(CallbackSummary callback) {
        return new JsonObject()
                .put("id", callback.id().toString())
                .put("profile_id", callback.profile().toString())
                .put("event", callback.event().orElse(null))
                .put("reference", callback.reference().orElse(null))
                .put("state", callback.state().word())
                .put("accepted_at", TimeText.format(callback.acceptedAt()))
                .put("due_at", callback.dueAt().map(TimeText::format).orElse(null))
                .put("replay_of", callback.replayOf().map(CallbackId::toString).orElse(null));
    }

    /** The data is put in as the bytes that came: read and written again, it would not be the same. */
    public static Buffer of(CallbackDetail callback) {
        JsonArray attempts = new JsonArray();
        callback.tries().forEach(attempt -> attempts.add(of(attempt)));
        Buffer head = of(callback.summary())
                .put("error", callback.error().orElse(null))
                .put("attempts", attempts)
                .toBuffer();
        return Buffer.buffer(head.length() + callback.data().length + 16)
                .appendBuffer(head, 0, head.length() - 1)
                .appendString(",\"data\":")
                .appendBytes(callback.data())
                .appendString("}");
    }

    private static JsonObject of(CallbackDetail.Try attempt) {
        return new JsonObject()
                .put("number", attempt.number())
                .put("started_at", TimeText.format(attempt.startedAt()))
                .put("duration_ms", attempt.took().toMillis())
                .put("outcome", attempt.outcome().word())
                .put("http_status", attempt.httpStatus() == 0 ? null : attempt.httpStatus())
                .put("error", attempt.error().orElse(null))
                .put("request", text(attempt.request()))
                .put("response", text(attempt.answer()));
    }

    private static @org.jspecify.annotations.Nullable String text(Excerpt excerpt) {
        return excerpt.isEmpty() ? null : new String(excerpt.bytes(), StandardCharsets.UTF_8);
    }
}
