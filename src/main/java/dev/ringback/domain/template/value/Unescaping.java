package dev.ringback.domain.template.value;

import dev.ringback.domain.json.JsonText;

/** Turns the inside of a JSON string into UTF-8 on its way to an {@link Place}. A lone surrogate becomes U+FFFD. */
public final class Unescaping {
    private static final int REPLACEMENT = 0xfffd;

    private Unescaping() {}

    public static void write(byte[] json, int from, int to, Place place, Bytes out) {
        int at = from;
        int escape = JsonText.escapeFrom(json, from, to);
        while (escape < to) {
            place.put(json, at, escape, out);
            char unit = JsonText.escaped(json, escape);
            at = escape + JsonText.escapeLength(json, escape);
            int codePoint = unit;
            if (Character.isSurrogate(unit)) {
                codePoint = REPLACEMENT;
                if (Character.isHighSurrogate(unit) && at < to && json[at] == '\\' && isLow(json, at)) {
                    codePoint = Character.toCodePoint(unit, JsonText.escaped(json, at));
                    at += JsonText.escapeLength(json, at);
                }
            }
            byte[] utf8 = utf8(codePoint);
            place.put(utf8, 0, utf8.length, out);
            escape = JsonText.escapeFrom(json, at, to);
        }
        place.put(json, at, to, out);
    }

    private static boolean isLow(byte[] json, int backslash) {
        return Character.isLowSurrogate(JsonText.escaped(json, backslash));
    }

    private static byte[] utf8(int c) {
        if (c < 0x80) {
            return new byte[] {(byte) c};
        } else if (c < 0x800) {
            return new byte[] {(byte) (0xc0 | (c >> 6)), tail(c)};
        } else if (c < 0x10000) {
            return new byte[] {(byte) (0xe0 | (c >> 12)), tail(c >> 6), tail(c)};
        }
        return new byte[] {(byte) (0xf0 | (c >> 18)), tail(c >> 12), tail(c >> 6), tail(c)};
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}
