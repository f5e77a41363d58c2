package dev.ringback.domain.json;

/**
 * Goes past one string, number or word and tells where it ends. Places are indexes into the array; {@code start} is where the text
 * begins, from which faults count.
 */
final class JsonScan {
    private JsonScan() {}

    /** From the opening quote to behind the closing one. */
    static int string(byte[] bytes, int at, int to, int start) {
        int i = at + 1;
        while (i < to) {
            byte b = bytes[i];
            if (b == '"') {
                return i + 1;
            } else if (b == '\\') {
                i = escape(bytes, i, to, start);
            } else if (b >= ' ') {
                i++;
            } else if (b >= 0) {
                throw new JsonFault("a control character in a string", i - start);
            } else {
                int length = Utf8.length(bytes, i, to);
                if (length == 0) {
                    throw new JsonFault("broken UTF-8", i - start);
                }
                i += length;
            }
        }
        throw new JsonFault("a string without its closing quote", at - start);
    }

    static int number(byte[] bytes, int at, int to, int start) {
        int i = bytes[at] == '-' ? at + 1 : at;
        i = i < to && bytes[i] == '0' ? i + 1 : digits(bytes, i, to, start);
        if (i < to && bytes[i] == '.') {
            i = digits(bytes, i + 1, to, start);
        }
        if (i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            i = digits(bytes, i < to && (bytes[i] == '+' || bytes[i] == '-') ? i + 1 : i, to, start);
        }
        return i;
    }

    static int word(String word, byte[] bytes, int at, int to, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= to || bytes[at + i] != word.charAt(i)) {
                throw new JsonFault("expected " + word, at - start);
            }
        }
        return at + word.length();
    }

    private static int escape(byte[] bytes, int backslash, int to, int start) {
        byte letter = backslash + 1 < to ? bytes[backslash + 1] : 0;
        if (letter == 'u') {
            int end = backslash + 6;
            for (int i = backslash + 2; i < end; i++) {
                if (i >= to || JsonText.hex(bytes[i]) < 0) {
                    throw new JsonFault("an escape without its four hexadecimal digits", backslash - start);
                }
            }
            return end;
        }
        return switch (letter) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            default -> throw new JsonFault("an unknown escape", backslash - start);
        };
    }

    private static int digits(byte[] bytes, int from, int to, int start) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        if (i == from) {
            throw new JsonFault("expected a digit", from - start);
        }
        return i;
    }
}
