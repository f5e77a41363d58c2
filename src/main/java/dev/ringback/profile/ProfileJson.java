package dev.ringback.profile;

import dev.ringback.domain.Durations;
import dev.ringback.domain.Header;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileSpec.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collector;

/** A profile as the API shows it, and what a user sends turned into a draft. Reading the single fields is {@link ProfileSpecJson}'s. */
final class ProfileJson {
    private static final List<String> READ_ONLY =
            List.of("id", "state", "state_reason", "created_at", "updated_at", "version");

    private ProfileJson() {}

    static Draft draft(JsonObject sent) {
        FieldsJson fields = FieldsJson.of(sent);
        return draft(sent, fields, List.of());
    }

    /**
     * What the profile is to be after the patch. Fields that Ringback sets may be sent back as they came, so that a client can send the
     * whole profile that it has read.
     */
    static Draft patched(KeptProfile current, JsonObject patch) {
        JsonObject shown = show(current);
        JsonObject merged = MergePatchJson.merge(shown, patch);
        FieldsJson fields = FieldsJson.of(merged);
        for (String name : READ_ONLY) {
            if (patch.containsKey(name) && Objects.equals(patch.getValue(name), shown.getValue(name))) {
                Object ignored = merged.remove(name);
            } else if (!patch.containsKey(name)) {
                Object ignored = merged.remove(name);
            } else if (patch.getValue(name) == null) {
                fields.fault(name, readOnly(name));
            }
        }
        if (!Objects.equals(merged.getValue("channel"), shown.getValue("channel"))) {
            fields.fault("channel", "never changes; make a new profile for another channel");
        }
        return draft(merged, fields, current.profile().spec().request().headers());
    }

    private static Draft draft(JsonObject sent, FieldsJson fields, List<Header> stored) {
        for (String name : READ_ONLY) {
            if (sent.containsKey(name)) {
                fields.fault(name, readOnly(name));
            }
        }
        fields.only(READ_ONLY, ProfileSpecJson.FIELDS);
        ProfileSpec spec = ProfileSpecJson.read(fields, stored);
        return new Draft(spec, fields.faults());
    }

    private static String readOnly(String name) {
        return name.equals("state")
                ? "is not set here; POST to the profile's /enable or /disable"
                : "is set by Ringback and cannot be sent";
    }

    static JsonObject show(KeptProfile kept) {
        Profile profile = kept.profile();
        JsonObject json = new JsonObject().put("id", profile.id().toString());
        JsonObject spec = spec(profile.spec(), header -> new JsonObject()
                .put("value", header.secret() ? ProfileSpecJson.MASK : header.value()));
        json.mergeIn(spec).put("state", profile.status().state().word());
        profile.status().reason().ifPresent(reason -> json.put("state_reason", reason));
        return json.put("created_at", time(profile.stamp().createdAt()))
                .put("updated_at", time(profile.stamp().updatedAt()))
                .put("version", profile.stamp().version());
    }

    /** Every field of the spec; {@code value} gives what stands beside the name of a header. */
    static JsonObject spec(ProfileSpec spec, Function<Header, JsonObject> value) {
        Request request = spec.request();
        Delivery delivery = spec.delivery();
        return new JsonObject()
                .put("title", spec.title())
                .put("channel", spec.channel())
                .put("events", list(spec.events(), event -> event))
                .put("method", request.method().name())
                .put("url", request.url())
                .put("headers", list(request.headers(), header -> new JsonObject()
                        .put("name", header.name())
                        .mergeIn(value.apply(header))
                        .put("secret", header.secret())))
                .put("query", list(request.query(), parameter -> new JsonObject()
                        .put("name", parameter.name())
                        .put("value", parameter.value())))
                .put("body", request.body()
                        .map(body -> new JsonObject()
                                .put("type", body.type().word())
                                .put("template", body.template()))
                        .orElse(null))
                .put("auth", new JsonObject().put("type", "none"))
                .put("encryption", new JsonObject().put("enabled", false))
                .put("signature", new JsonObject().put("enabled", request.signed()))
                .put("response", new JsonObject().put("required", false))
                .put("retry", new JsonObject().put("schedule", list(delivery.retry().waits(), Durations::print)))
                .put("success", new JsonObject().put("http_status", list(delivery.success().patterns(), p -> p)))
                .put("timeout", Durations.print(delivery.timeout()))
                .put("max_in_flight", delivery.maxInFlight())
                .put("rate_limit", delivery.rateLimit().map(Object::toString).orElse(null))
                .put("record", delivery.keepsAll() ? "all" : "failures");
    }

    private static <T> JsonArray list(List<T> values, Function<T, Object> show) {
        return values.stream().map(show).collect(Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll));
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }
}
