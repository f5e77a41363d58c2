package dev.ringback.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.Encryption;
import dev.ringback.domain.Encryption.KeyAlgorithm;
import dev.ringback.domain.Encryption.OfBody;
import dev.ringback.domain.Encryption.OfValues;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.IvChoice;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The field {@code encryption} of a profile. Which fields it has is said by its {@code algorithm}; switched off it has none. Whether a public
 * key is one, and whether the variables are in the templates, is looked at by {@link CheckProtection}.
 */
final class EncryptionJson {
    private static final String ENABLED = "enabled";
    private static final List<String> ALL = List.of("algorithm", "mode", "key", "iv", "variables", "public_key");
    private static final List<String> OF_VALUES = List.of("mode", "key", "iv", "variables");
    private static final List<String> OF_BODY = List.of("public_key");
    private static final int SECRET_MAX = 200;
    private static final int PUBLIC_KEY_MAX = 16 * 1024;
    private static final int VARIABLES_MAX = 100;
    private static final Map<String, Function<JsonFields, Encryption>> ALGORITHMS = new LinkedHashMap<>();
    private static final Map<String, IvChoice> MODES = new LinkedHashMap<>();

    static {
        for (AesAlgorithm algorithm : AesAlgorithm.values()) {
            ALGORITHMS.put(algorithm.word(), part -> ofValues(part, algorithm));
        }
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            ALGORITHMS.put(algorithm.word(), part -> ofBody(part, algorithm));
        }
        for (IvChoice choice : IvChoice.values()) {
            MODES.put(choice.word(), choice);
        }
    }

    private EncryptionJson() {}

    /** With anything wrong in it, the answer is a stand-in. */
    static Encryption read(JsonFields profile) {
        Encryption read =
                profile.object("encryption").map(EncryptionJson::encryption).orElseGet(Encryption.Off::new);
        return profile.isWrong("encryption") ? new Encryption.Off() : read;
    }

    private static Encryption encryption(JsonFields part) {
        if (!part.flag(ENABLED, false)) {
            boolean more = names(part, ALL);
            if (more && (!part.has(ENABLED) || part.isNull(ENABLED))) {
                // Whoever gives a key and forgets the switch believes that the content is encrypted.
                part.refuse(ENABLED, "is required beside the other fields");
            }
            return new Encryption.Off();
        }
        return part.required("algorithm", part.choice("algorithm", ALGORITHMS))
                .map(read -> read.apply(part))
                .orElseGet(() -> {
                    // Asked for, lest they be called unknown.
                    boolean unused = names(part, ALL);
                    return new Encryption.Off();
                });
    }

    /** Whether any of them has a value. */
    private static boolean names(JsonFields part, List<String> fields) {
        return fields.stream()
                        .filter(name -> part.has(name) && !part.isNull(name))
                        .count()
                > 0;
    }

    private static Encryption ofValues(JsonFields part, AesAlgorithm algorithm) {
        refuseFieldsOfOthers(part, OF_BODY, algorithm.word());
        IvChoice choice = part.choice("mode", MODES).orElse(algorithm.usual());
        Optional<SecretText> key = part.required("key", part.secret("key", 1, SECRET_MAX));
        key.ifPresent(text -> checkLength(part, "key", text, List.of(algorithm.keyBytes()), algorithm));
        Optional<SecretText> iv = part.secret("iv", 1, SECRET_MAX);
        if (choice == IvChoice.COMPATIBLE) {
            part.required("iv", iv).ifPresent(text -> checkLength(part, "iv", text, algorithm.ivBytes(), algorithm));
        } else if (iv.isPresent()) {
            part.refuse(
                    "iv",
                    "is not used in the mode random, in which each value has its own; leave it out (null), or set mode to "
                            + IvChoice.COMPATIBLE.word());
        }
        List<String> variables = part.texts("variables", VARIABLES_MAX, 200);
        return new OfValues(algorithm, choice, key.orElse(new SecretText("")), iv, variables);
    }

    private static void checkLength(
            JsonFields part, String name, SecretText text, List<Integer> allowed, AesAlgorithm algorithm) {
        int bytes = text.value().getBytes(UTF_8).length;
        if (!allowed.contains(bytes)) {
            String lengths = allowed.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            part.refuse(
                    name,
                    "must have " + lengths + " bytes for " + algorithm.word() + ", and has " + bytes
                            + "; its bytes are those of the text in UTF-8");
        }
    }

    private static Encryption ofBody(JsonFields part, KeyAlgorithm algorithm) {
        refuseFieldsOfOthers(part, OF_VALUES, algorithm.word());
        Optional<String> key =
                part.any("public_key").filter(JsonObject.class::isInstance).isPresent()
                        ? part.object("public_key").map(JsonFields::whole).map(JsonObject::encode)
                        : part.optionalText("public_key", 1, PUBLIC_KEY_MAX);
        return new OfBody(algorithm, part.required("public_key", key).orElse(""));
    }

    private static void refuseFieldsOfOthers(JsonFields part, List<String> others, String algorithm) {
        for (String name : others) {
            if (part.has(name) && !part.isNull(name)) {
                part.refuse(name, "is no field of " + algorithm + "; leave it out (null)");
            }
        }
    }

    static JsonObject write(Encryption encryption) {
        JsonObject json = new JsonObject().put(ENABLED, !(encryption instanceof Encryption.Off));
        if (encryption instanceof OfValues values) {
            json.put("algorithm", values.algorithm().word())
                    .put("mode", values.ivChoice().word())
                    .put("key", new Veiled(values.key()));
            values.iv().ifPresent(iv -> json.put("iv", new Veiled(iv)));
            json.put("variables", new JsonArray(values.variables()));
        } else if (encryption instanceof OfBody body) {
            json.put("algorithm", body.algorithm().word()).put("public_key", publicKey(body.publicKey()));
        }
        return json;
    }

    /** A JWK as an object, PEM as a text. */
    private static Object publicKey(String given) {
        return given.startsWith("{") ? new JsonObject(given) : given;
    }
}
