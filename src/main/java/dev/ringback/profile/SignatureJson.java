package dev.ringback.profile;

import dev.ringback.domain.SignatureSpec;
import dev.ringback.http.JsonFields;
import io.vertx.core.json.JsonObject;

/** The field {@code signature} of a profile. */
final class SignatureJson {
    private SignatureJson() {}

    static SignatureSpec read(JsonFields profile) {
        return new SignatureSpec(profile.object("signature")
                .map(part -> part.flag("enabled", true))
                .orElse(true));
    }

    static JsonObject write(SignatureSpec signature) {
        return new JsonObject().put("enabled", signature.enabled());
    }
}
