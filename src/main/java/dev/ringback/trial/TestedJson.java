package dev.ringback.trial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.delivery.TestStep;
import dev.ringback.delivery.Tested;
import dev.ringback.delivery.Traced;
import dev.ringback.domain.Callback;
import dev.ringback.domain.Durations;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.Verdict;
import dev.ringback.http.FieldError;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API says of a Test: what came of it, what would have been decided, and both halves of the exchange. */
final class TestedJson {
    private static final int GONE = 410;
    private static final Map<Verdict.Kind, String> VERDICTS =
            Map.of(Verdict.Kind.DELIVERED, "delivered", Verdict.Kind.RETRY, "retried", Verdict.Kind.FAILED, "failed");

    private TestedJson() {}

    /** One Test: of what, with what, and what it found. */
    record Run(
            CompiledProfile profile,
            boolean isSaved,
            Callback callback,
            TestDataJson.Source source,
            Tested tested,
            List<FieldError> warnings) {}

    static JsonObject of(Run run) {
        Traced traced = run.tested().traced();
        Outcome outcome = traced.outcome();
        boolean delivered = run.tested().verdict() == Verdict.Kind.DELIVERED;
        PlaceholdersJson placeholders = new PlaceholdersJson(run.profile(), run.callback());
        ExchangeJson exchange = new ExchangeJson(run.profile(), run.tested());
        return new JsonObject()
                .put("outcome", outcome.kind().word())
                .put("http_status", outcome.kind() == OutcomeKind.ANSWERED ? outcome.httpStatus() : null)
                .put("error", outcome.error().isEmpty() ? null : outcome.error())
                .put("hint", delivered ? null : Hints.of(outcome).orElse(null))
                .put("verdict", VERDICTS.get(run.tested().verdict()))
                .put("verdict_detail", detail(run))
                .put("timings_ms", timings(traced.timings()))
                .put("callback_id", run.callback().id().toString())
                .put(
                        "event",
                        run.callback().event().isEmpty() ? null : run.callback().event())
                .put("data_from", run.source().word())
                .put("data", new JsonObject(new String(run.callback().data(), UTF_8)))
                .put("signed_with", signedWith(run))
                .put("token", token(run).orElse(null))
                .put("request", exchange.request().orElse(null))
                .put("response", exchange.response().orElse(null))
                .put("placeholders", placeholders.list())
                .put("markup", placeholders.markup())
                .put("warnings", warnings(run.warnings()));
    }

    private static Optional<JsonObject> token(Run run) {
        return run.profile()
                .access()
                .token()
                .flatMap(call -> run.tested().token().map(tested -> TokenTestedJson.of(call.token(), tested)));
    }

    private static String detail(Run run) {
        int attempts = run.profile().delivery().retry().waits().size();
        Outcome outcome = run.tested().traced().outcome();
        Optional<Duration> pause = run.tested().pause();
        if (run.tested().verdict() == Verdict.Kind.DELIVERED) {
            return "A callback would be delivered.";
        } else if (pause.isPresent()) {
            return "A callback would be tried again after about " + Durations.print(pause.get())
                    + (attempts > 1 ? ", and up to " + (attempts - 1) + " times after that." : ", for the last time.");
        } else if (outcome.httpStatus() == GONE) {
            return "A callback would fail, and the profile would be disabled.";
        }
        return outcome.kind() == OutcomeKind.UNRENDERABLE
                ? "A callback with this data would fail without being sent."
                : "A callback would fail: the schedule has no further attempt.";
    }

    private static JsonObject timings(Map<TestStep, Duration> taken) {
        JsonObject timings = new JsonObject();
        for (TestStep step : TestStep.values()) {
            Duration took = taken.get(step);
            timings.put(step.word(), took == null ? null : Math.round(took.toNanos() / 10_000.0) / 100.0);
        }
        return timings;
    }

    static JsonArray warnings(List<FieldError> warnings) {
        JsonArray list = new JsonArray();
        warnings.forEach(
                each -> list.add(new JsonObject().put("pointer", each.pointer()).put("detail", each.detail())));
        return list;
    }

    private static String signedWith(Run run) {
        if (!run.profile().isSigned()) {
            return "nothing";
        }
        return run.isSaved() ? "the profile's secret" : "a secret made for this test, as the profile has none yet";
    }

    /** A header's value has one character for each byte; most senders mean UTF-8. */
    static String text(String wire) {
        return new String(wire.getBytes(ISO_8859_1), UTF_8);
    }
}
