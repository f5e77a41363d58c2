package dev.ringback.live;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Uuid7;
import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A glimpse as those who look get it, whichever node they look from. */
final class GlimpseJson {
    private GlimpseJson() {}

    static String text(Glimpse glimpse) {
        return json(glimpse).encode();
    }

    private static JsonObject json(Glimpse glimpse) {
        return new JsonObject()
                .put("id", glimpse.id().toString())
                .put("profile_id", glimpse.profile().toString())
                .put("event", glimpse.event().isEmpty() ? null : glimpse.event())
                .put("reference", glimpse.reference().isEmpty() ? null : glimpse.reference())
                .put("state", glimpse.state())
                .put("accepted_at", TimeText.format(acceptedAt(glimpse)))
                .put("last_attempt", glimpse.last().map(GlimpseJson::json).orElse(null));
    }

    private static Instant acceptedAt(Glimpse glimpse) {
        return Uuid7.time(glimpse.id().value());
    }

    private static JsonObject json(Attempt attempt) {
        boolean answered = attempt.outcome().kind() == OutcomeKind.ANSWERED;
        Duration took =
                Duration.between(attempt.times().startedAt(), attempt.times().finishedAt());
        return new JsonObject()
                .put("number", attempt.work().number())
                .put("outcome", attempt.outcome().kind().word())
                .put("http_status", answered ? attempt.outcome().httpStatus() : null)
                .put("duration_ms", took.toMillis())
                .put("finished_at", TimeText.format(attempt.times().finishedAt()));
    }
}
