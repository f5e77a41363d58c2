package dev.ringback.report;

import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reports as the API writes them. */
final class ReportJson {
    /** Of milliseconds: the buckets are within 2.5 %, and what is cut off here must not show. */
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private ReportJson() {}

    static JsonObject line(ReadReport.Line line) {
        JsonObject json = new JsonObject()
                .put("from", TimeText.format(line.period().from()))
                .put("to", TimeText.format(line.period().to()));
        return json.mergeIn(counts(line.counts())).put("latency_ms", latency(line.counts()));
    }

    static JsonObject total(Counts counts) {
        JsonObject json = counts(counts);
        putRate(json, counts.successRate());
        return json.put("latency_ms", latency(counts));
    }

    static JsonObject profile(ProfileCounts profile) {
        JsonObject json = new JsonObject()
                .put("profile_id", profile.profile().toString())
                .put("title", profile.named().title())
                .put("channel", profile.named().channel())
                .put("method", profile.named().method())
                .put("state", profile.named().state())
                .mergeIn(counts(profile.counts()));
        putRate(json, profile.counts().successRate());
        return json;
    }

    static JsonObject failing(ReadReport.Failing failing) {
        JsonObject json = profile(failing.profile());
        json.putNull("last_error");
        failing.lastError()
                .ifPresent(last -> json.put(
                        "last_error",
                        new JsonObject()
                                .put("message", last.message())
                                .put("http_status", last.httpStatus() == 0 ? null : last.httpStatus())
                                .put("at", TimeText.format(last.at()))));
        return json;
    }

    static <T> JsonArray all(List<T> rows, Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(json.apply(row)));
        return array;
    }

    /** In milliseconds, or null when nothing was delivered. */
    static Number millis(OptionalDouble latency) {
        double millis = latency.orElse(0);
        return millis < 100 ? new BigDecimal(millis).round(DIGITS).doubleValue() : (Number) Math.round(millis);
    }

    private static JsonObject counts(Counts counts) {
        return new JsonObject()
                .put("delivered", counts.delivered())
                .put("failed", counts.failed())
                .put("retried", counts.retried())
                .put("skipped", counts.skipped())
                .put("cancelled", counts.cancelled())
                .put("expired", counts.expired());
    }

    private static JsonObject latency(Counts counts) {
        JsonObject json = new JsonObject();
        put(json, "p50", counts.latency().percentile(0.50));
        put(json, "p95", counts.latency().percentile(0.95));
        put(json, "p99", counts.latency().percentile(0.99));
        return json;
    }

    private static void put(JsonObject json, String name, OptionalDouble latency) {
        json.put(name, latency.isPresent() ? millis(latency) : null);
    }

    /** Rounded down: what is not all delivered is not 1. */
    private static void putRate(JsonObject json, OptionalDouble rate) {
        json.put("success_rate", rate.isPresent() ? Math.floor(rate.getAsDouble() * 1e4) / 1e4 : null);
    }
}
