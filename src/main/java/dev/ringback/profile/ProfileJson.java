package dev.ringback.profile;

import dev.ringback.crypto.Ed25519Pair;
import dev.ringback.domain.AnswerRule;
import dev.ringback.domain.Durations;
import dev.ringback.domain.Profile;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.ProfileSpec.Delivery;
import dev.ringback.domain.ProfileSpec.Request;
import dev.ringback.domain.SignatureSpec.Scheme;
import dev.ringback.http.FieldError;
import dev.ringback.http.JsonFields;
import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A profile as the API shows it, and what a user sends turned into a draft. Reading the single fields is {@link ProfileSpecJson}'s. */
final class ProfileJson {
    private static final String PUBLIC_KEY = "public_key";
    private static final List<String> SET_BY_US = List.of(
            "id", "state", "state_reason", "state_changed_at", "created_at", "updated_at", "version", PUBLIC_KEY);

    private static final String WARNINGS = "warnings";

    private ProfileJson() {}

    static Draft draft(JsonObject sent) {
        return draft(sent, JsonFields.of(sent));
    }

    /**
     * What the profile is to be after the patch. Fields that Ringback sets may be sent back as they came, so that a client can send the
     * whole profile that it has read.
     */
    static Draft patched(KeptProfile current, JsonObject patch) {
        JsonObject shown = show(current);
        JsonObject merged = MergePatchJson.merge(shown, patch);
        for (String name : SET_BY_US) {
            if (!patch.containsKey(name) || isSame(patch.getValue(name), shown.getValue(name))) {
                merged.remove(name);
            } else {
                // A null would have removed it.
                merged.put(name, patch.getValue(name));
            }
        }
        // They come with the answer to a change, and may be sent back with it.
        merged.remove(WARNINGS);
        JsonFields fields = JsonFields.of(
                SecretsJson.unmasked(merged, spec(current.profile().spec())));
        if (!Objects.equals(merged.getValue("channel"), shown.getValue("channel"))) {
            fields.refuse("channel", "never changes; make another profile for another channel");
        }
        return draft(merged, fields);
    }

    /** A whole number is an Integer when it was parsed and a Long when it was read from the database. */
    private static boolean isSame(Object sent, Object shown) {
        return sent instanceof Integer number && shown instanceof Long
                ? shown.equals(number.longValue())
                : Objects.equals(sent, shown);
    }

    private static Draft draft(JsonObject sent, JsonFields fields) {
        ProfileSpec spec = ProfileSpecJson.read(fields);
        for (String name : SET_BY_US) {
            // Not asked for unless it is there, or it would be suggested for other names.
            if (sent.containsKey(name) && fields.has(name)) {
                fields.refuse(
                        name,
                        name.equals("state")
                                ? "is not set here; POST to the profile's /enable or /disable"
                                : "is set by Ringback");
            }
        }
        return new Draft(spec, fields.errors());
    }

    /** As the answer to a change shows it; without warnings it is what is read afterwards. */
    static JsonObject show(KeptProfile kept, List<FieldError> warnings) {
        JsonObject json = show(kept);
        return warnings.isEmpty() ? json : json.put(WARNINGS, list(warnings, ProfileJson::warning));
    }

    private static JsonObject warning(FieldError warning) {
        return new JsonObject().put("pointer", warning.pointer()).put("detail", warning.detail());
    }

    static JsonObject show(KeptProfile kept) {
        return SecretsJson.masked(open(kept));
    }

    /** With its secrets, veiled. */
    static JsonObject open(KeptProfile kept) {
        Profile profile = kept.profile();
        JsonObject json = new JsonObject()
                .put("id", profile.id().toString())
                .mergeIn(spec(profile.spec()))
                .put("state", profile.status().state().word());
        profile.status().reason().ifPresent(reason -> json.put("state_reason", reason));
        publicKey(profile).ifPresent(key -> json.put(PUBLIC_KEY, key));
        return json.put("state_changed_at", TimeText.format(profile.status().since()))
                .put("created_at", TimeText.format(profile.stamp().createdAt()))
                .put("updated_at", TimeText.format(profile.stamp().updatedAt()))
                .put("version", profile.stamp().version());
    }

    /** Of the v1a signature, as Standard Webhooks writes it. */
    static Optional<String> publicKey(Profile profile) {
        boolean paired = profile.spec().protection().signature().has(Scheme.V1A)
                && profile.secret().hasSeed();
        return paired
                ? Optional.of("whpk_"
                        + Base64.getEncoder()
                                .encodeToString(new Ed25519Pair(profile.secret().seed()).publicKey()))
                : Optional.empty();
    }

    /** Every field of the spec, its secrets veiled. */
    static JsonObject spec(ProfileSpec spec) {
        JsonObject json = new JsonObject()
                .put("title", spec.title())
                .put("channel", spec.channel())
                .put("events", list(spec.events(), event -> event));
        withRequest(json, spec.request())
                .put("auth", AuthJson.write(spec.access().auth()))
                .put("tls", TlsJson.write(spec.access().tls()))
                .put("encryption", EncryptionJson.write(spec.protection().encryption()))
                .put("signature", SignatureJson.write(spec.protection().signature()))
                .put("response", response(spec.delivery().success().answer()));
        return withDelivery(json, spec.delivery());
    }

    private static JsonObject response(AnswerRule rule) {
        JsonObject json = new JsonObject().put("required", rule.required());
        return rule.required() ? json.put("fields", list(rule.fields(), text -> text)) : json;
    }

    private static JsonObject withRequest(JsonObject json, Request request) {
        return json.put("method", request.method().name())
                .put("url", request.url())
                .put(
                        "headers",
                        list(
                                request.headers(),
                                header -> MaskableFieldJson.of(header).write()))
                .put(
                        "query",
                        list(
                                request.query(),
                                parameter -> new JsonObject()
                                        .put("name", parameter.name())
                                        .put("value", parameter.value())))
                .put(
                        "body",
                        request.body()
                                .map(body -> new JsonObject()
                                        .put("type", body.type().word())
                                        .put("template", body.template()))
                                .orElse(null));
    }

    private static JsonObject withDelivery(JsonObject json, Delivery delivery) {
        return json.put(
                        "retry",
                        new JsonObject().put("schedule", list(delivery.retry().waits(), Durations::print)))
                .put(
                        "success",
                        new JsonObject()
                                .put("http_status", list(delivery.success().patterns(), text -> text)))
                .put("timeout", Durations.print(delivery.timeout()))
                .put("max_in_flight", delivery.maxInFlight())
                .put("rate_limit", delivery.rateLimit().map(Object::toString).orElse(null))
                .put("record", delivery.keepsAll() ? "all" : "failures");
    }

    private static <T> JsonArray list(List<T> values, Function<T, Object> show) {
        return new JsonArray(values.stream().map(show).toList());
    }
}
