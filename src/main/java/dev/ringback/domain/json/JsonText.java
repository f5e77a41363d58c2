package dev.ringback.domain.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The inside of JSON strings that a {@link JsonCursor} has found to be well formed. */
public final class JsonText {
    private JsonText() {}

    /** The string between the quotes. A lone surrogate that was escaped stays one. */
    public static String decode(byte[] bytes, int from, int to) {
        int plain = escapeFrom(bytes, from, to);
        if (plain == to) {
            return new String(bytes, from, to - from, UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (plain < to) {
            text.append(new String(bytes, at, plain - at, UTF_8)).append(escaped(bytes, plain));
            at = plain + escapeLength(bytes, plain);
            plain = escapeFrom(bytes, at, to);
        }
        return text.append(new String(bytes, at, to - at, UTF_8)).toString();
    }

    /** Where the first backslash stands, or {@code to}. */
    public static int escapeFrom(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The UTF-16 unit that the escape at this backslash stands for. */
    public static char escaped(byte[] bytes, int at) {
        byte letter = bytes[at + 1];
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' ->
                (char) (hex(bytes[at + 2]) << 12
                        | hex(bytes[at + 3]) << 8
                        | hex(bytes[at + 4]) << 4
                        | hex(bytes[at + 5]));
            default -> (char) letter;
        };
    }

    /** How many bytes the escape at this backslash takes. */
    public static int escapeLength(byte[] bytes, int at) {
        return bytes[at + 1] == 'u' ? 6 : 2;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int lower = digit | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
