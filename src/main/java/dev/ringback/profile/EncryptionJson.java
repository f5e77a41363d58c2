package dev.ringback.profile;

import dev.ringback.domain.Encryption;
import dev.ringback.http.JsonFields;
import io.vertx.core.json.JsonObject;

/** The field {@code encryption} of a profile. It has one value so far, and answers show it; so it may be sent. */
final class EncryptionJson {
    private EncryptionJson() {}

    static Encryption read(JsonFields profile) {
        profile.object("encryption").ifPresent(part -> {
            if (part.flag("enabled", false)) {
                part.refuse("enabled", "must be false; encryption is not supported yet");
            }
        });
        return new Encryption.Off();
    }

    static JsonObject write(Encryption encryption) {
        return new JsonObject().put("enabled", !(encryption instanceof Encryption.Off));
    }
}
