package dev.ringback.replay;

import dev.ringback.domain.ProfileId;
import dev.ringback.history.CallbackState;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Result;
import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Replays as the API takes and shows them. */
final class ReplayJson {
    /** What waits is delivered anyway. */
    private static final Map<String, CallbackState> STATES = new LinkedHashMap<>();

    static {
        for (CallbackState state : CallbackState.values()) {
            if (state != CallbackState.WAITING) {
                STATES.put(state.word(), state);
            }
        }
    }

    private ReplayJson() {}

    /** {@code isDryRun}: only to be counted. */
    record Wish(Range range, boolean isDryRun) {}

    static Wish wish(JsonObject json) {
        JsonFields fields = JsonFields.of(json);
        Optional<ProfileId> profile = fields.required(
                "profile_id", fields.parsed("profile_id", "the id of a callback profile", ReplayJson::profileId));
        Optional<CallbackState> state = fields.required("state", state(fields));
        Optional<Instant> from = fields.required("from", fields.instant("from"));
        Instant to = fields.instant("to").orElse(Instant.MAX);
        boolean replayed = fields.flag("include_replayed", false);
        boolean dryRun = fields.flag("dry_run", false);
        fields.check();
        return new Wish(
                new Range(profile.orElseThrow(), state.orElseThrow(), from.orElseThrow(), to, replayed), dryRun);
    }

    static JsonObject of(Replay replay) {
        Replay.Progress progress = replay.progress();
        return new JsonObject()
                .put("id", replay.id().toString())
                .put("state", progress.state().word())
                .put("reason", progress.reason().orElse(null))
                .put("filter", of(replay.range()))
                .put("count", replay.counted().callbacks())
                .put("count_is_exact", replay.counted().isAll())
                .put("replayed", progress.made())
                .put("created_at", TimeText.format(progress.createdAt()))
                .put("ended_at", progress.endedAt().map(TimeText::format).orElse(null));
    }

    static JsonObject of(Count count) {
        return new JsonObject().put("count", count.callbacks()).put("count_is_exact", count.isAll());
    }

    private static JsonObject of(Range range) {
        return new JsonObject()
                .put("profile_id", range.profile().toString())
                .put("state", range.state().word())
                .put("from", TimeText.format(range.from()))
                .put("to", TimeText.format(range.to()))
                .put("include_replayed", range.includesReplayed());
    }

    private static Optional<CallbackState> state(JsonFields fields) {
        if (fields.any("state").filter(CallbackState.WAITING.word()::equals).isPresent()) {
            fields.refuse(
                    "state",
                    "must be one of " + String.join(", ", STATES.keySet())
                            + "; what waits is delivered without a replay");
            return Optional.empty();
        }
        return fields.choice("state", STATES);
    }

    private static Result<ProfileId> profileId(String text) {
        return ProfileId.parse(text)
                .map(Result::of)
                .orElseGet(() -> Result.refused("must be the id of a profile, cbp_ and 26 characters"));
    }
}
