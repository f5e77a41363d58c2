package dev.ringback.profile;

import dev.ringback.domain.SignatureHeader;
import dev.ringback.domain.SignatureHeader.Form;
import dev.ringback.domain.SignatureSpec;
import dev.ringback.domain.SignatureSpec.Scheme;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The field {@code signature} of a profile. Whether its headers may be set is looked at by {@link CheckProtection}. */
final class SignatureJson {
    private static final int HEADERS_MAX = 5;
    private static final int NAME_MAX = 200;
    private static final int PREFIX_MAX = 50;
    private static final int SECRET_MAX = 1000;
    private static final Map<String, Form> FORMS = new LinkedHashMap<>();

    static {
        for (Form form : Form.values()) {
            FORMS.put(form.word(), form);
        }
    }

    private SignatureJson() {}

    static SignatureSpec read(JsonFields profile) {
        return profile.object("signature").map(SignatureJson::signature).orElseGet(() -> new SignatureSpec(true));
    }

    private static SignatureSpec signature(JsonFields part) {
        boolean enabled = part.flag("enabled", true);
        List<Scheme> schemes = schemes(part);
        List<SignatureHeader> headers = part.objects("headers", HEADERS_MAX).stream()
                .map(SignatureJson::header)
                .toList();
        if (enabled && schemes.isEmpty() && headers.isEmpty() && !part.isWrong("schemes")) {
            part.refuse(
                    "schemes",
                    "must name v1 or v1a when there are no headers; not to sign at all, set enabled to false");
        }
        return new SignatureSpec(enabled, schemes, headers);
    }

    private static List<Scheme> schemes(JsonFields part) {
        if (!part.has("schemes") || part.isNull("schemes")) {
            return List.of(Scheme.V1);
        }
        List<Scheme> schemes = new ArrayList<>();
        List<String> words = part.texts("schemes", Scheme.values().length, 20);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            for (Scheme scheme : Scheme.values()) {
                if (scheme.word().equals(word) && !schemes.contains(scheme)) {
                    schemes.add(scheme);
                }
            }
            if (schemes.size() <= i) {
                part.refuse("schemes/" + i, "must be v1 or v1a, each once, not " + word);
                return schemes;
            }
        }
        return schemes;
    }

    private static SignatureHeader header(JsonFields header) {
        Form form = header.required("type", header.choice("type", FORMS)).orElse(Form.HEX);
        String prefix = header.optionalText("prefix", 0, PREFIX_MAX).orElse("");
        if (!prefix.isEmpty() && form == Form.TIMESTAMPED) {
            header.refuse("prefix", "is not used by the type " + form.word() + ", whose value begins with t=");
        } else if (!prefix.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            header.refuse("prefix", "must be of visible characters of ASCII and spaces");
        }
        return new SignatureHeader(
                header.text("name", 1, NAME_MAX), form, prefix, header.secret("secret", 1, SECRET_MAX));
    }

    static JsonObject write(SignatureSpec signature) {
        JsonArray headers = new JsonArray();
        signature.headers().forEach(header -> headers.add(write(header)));
        return new JsonObject()
                .put("enabled", signature.enabled())
                .put(
                        "schemes",
                        new JsonArray(
                                signature.schemes().stream().map(Scheme::word).toList()))
                .put("headers", headers);
    }

    private static JsonObject write(SignatureHeader header) {
        JsonObject json = new JsonObject()
                .put("name", header.name())
                .put("type", header.form().word())
                .put("prefix", header.prefix());
        header.secret().ifPresent(secret -> json.put("secret", new Veiled(secret)));
        return json;
    }
}
