package dev.ringback.profile;

import dev.ringback.domain.Header;
import dev.ringback.domain.SecretText;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonObject;

/** A name and a value that its owner may call a secret: {@code {"name", "value", "secret"}}. */
record MaskableFieldJson(String name, String value, boolean secret) {
    private static final int NAME_MAX = 200;

    static MaskableFieldJson of(Header header) {
        return new MaskableFieldJson(header.name(), header.value(), header.secret());
    }

    /** A mask means a secret, whether or not that is said again. */
    static MaskableFieldJson read(JsonFields field, int valueMin, int valueMax) {
        String name = field.text("name", 1, NAME_MAX);
        boolean masked = field.isMask("value");
        boolean secret = field.flag("secret", masked);
        String value = masked && secret
                ? field.secret("value", valueMin, valueMax)
                        .map(SecretText::value)
                        .orElse("")
                : field.text("value", valueMin, valueMax);
        return new MaskableFieldJson(name, value, secret);
    }

    JsonObject write() {
        return new JsonObject()
                .put("name", name)
                .put("value", secret ? new Veiled(value) : value)
                .put("secret", secret);
    }

    Header header() {
        return new Header(name, value, secret);
    }
}
