package dev.ringback.domain.template.value;

import dev.ringback.domain.json.JsonText;

/**
 * Puts U+FFFD for each escaped half of a surrogate pair whose other half is missing. The grammar of JSON lets it pass, but it is no
 * character: many receivers refuse such JSON, and no other kind of body can hold it.
 */
final class Surrogates {
    private static final String REPLACEMENT = "fffd";

    private Surrogates() {}

    /** The same array when there is nothing to replace. */
    static byte[] replaced(byte[] json) {
        byte[] result = json;
        int at = JsonText.escapeFrom(json, 0, json.length);
        while (at < json.length) {
            char unit = JsonText.escaped(json, at);
            int next = at + JsonText.escapeLength(json, at);
            if (Character.isSurrogate(unit)) {
                if (isPair(unit, json, next)) {
                    next += JsonText.escapeLength(json, next);
                } else {
                    result = result == json ? json.clone() : result;
                    for (int i = 0; i < REPLACEMENT.length(); i++) {
                        result[at + 2 + i] = (byte) REPLACEMENT.charAt(i);
                    }
                }
            }
            at = JsonText.escapeFrom(json, next, json.length);
        }
        return result;
    }

    private static boolean isPair(char high, byte[] json, int next) {
        return Character.isHighSurrogate(high)
                && json[next] == '\\'
                && Character.isLowSurrogate(JsonText.escaped(json, next));
    }
}
