package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * The text form of ids: a prefix that says what it names, an underscore, and the 128 bits in 26 characters of Crockford's base 32,
 * lower case, as <a href="https://github.com/jetify-com/typeid/tree/main/spec">TypeID 0.3</a> has it. Text order is time order.
 */
public final class TypeId {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final byte[] VALUES = values();

    private TypeId() {}

    public static String encode(String prefix, UUID id) {
        int start = prefix.length() + 1;
        char[] text = new char[start + LENGTH];
        prefix.getChars(0, start - 1, text, 0);
        text[start - 1] = '_';
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[start + i] = ALPHABET[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    /** Empty when the text has another prefix, another length, a foreign character, or does not fit in 128 bits. */
    public static Optional<UUID> decode(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH || !text.startsWith(prefix) || text.charAt(start - 1) != '_') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(start + i);
            int value = c < 128 ? VALUES[c] : -1;
            if (value < 0 || (i == 0 && value > 7)) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return Optional.of(new UUID(high, low));
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        java.util.Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < ALPHABET.length; i++) {
            values[ALPHABET[i]] = i;
        }
        return values;
    }
}
