package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * How a value is written for the place it stands in. All but {@link #JSON_VALUE} write the value's text: a string's characters, the JSON
 * text of anything else, and nothing for {@code null}.
 */
enum Escaping {
    /** A JSON value of its own: the bytes as they came. */
    JSON_VALUE {
        @Override
        void write(byte[] json, int from, int to, Bytes out) {
            out.put(json, from, to);
        }

        @Override
        void put(byte[] utf8, int from, int to, Bytes out) {
            out.put(utf8, from, to);
        }
    },
    /** Inside a JSON string. What stands in a string of the data is escaped already and goes over untouched. */
    JSON_TEXT {
        @Override
        void writeString(byte[] json, int from, int to, Bytes out) {
            out.put(json, from, to);
        }

        @Override
        void put(byte[] utf8, int from, int to, Bytes out) {
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b == '"' || b == '\\') {
                    out.put('\\');
                    out.put(b);
                } else if (b >= 0 && b < ' ') {
                    out.put(UNICODE);
                    out.put(HEX[b >> 4]);
                    out.put(HEX[b & 15]);
                } else {
                    out.put(b);
                }
            }
        }
    },
    /** As it is: text bodies and, with control characters refused by the caller, headers. */
    TEXT {
        @Override
        void put(byte[] utf8, int from, int to, Bytes out) {
            out.put(utf8, from, to);
        }
    },
    /** Within a segment of a URL's path or a part of its query: all but the unreserved characters of RFC 3986. */
    PERCENT {
        @Override
        void put(byte[] utf8, int from, int to, Bytes out) {
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b >= 0 && UNRESERVED[b]) {
                    out.put(b);
                } else {
                    out.put('%');
                    out.put(HEX[(b >> 4) & 15]);
                    out.put(HEX[b & 15]);
                }
            }
        }
    };

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);
    private static final byte[] UNICODE = "\\u00".getBytes(US_ASCII);
    private static final boolean[] UNRESERVED = unreserved();

    /** Writes escaped what is given as plain UTF-8. */
    abstract void put(byte[] utf8, int from, int to, Bytes out);

    /** Writes a JSON value, given as it stands in valid JSON. */
    void write(byte[] json, int from, int to, Bytes out) {
        if (json[from] == '"') {
            writeString(json, from + 1, to - 1, out);
        } else if (json[from] != 'n') {
            put(json, from, to, out);
        }
    }

    void writeString(byte[] json, int from, int to, Bytes out) {
        Unescaping.write(json, from, to, this, out);
    }

    private static boolean[] unreserved() {
        boolean[] table = new boolean[128];
        Arrays.fill(table, '0', '9' + 1, true);
        Arrays.fill(table, 'A', 'Z' + 1, true);
        Arrays.fill(table, 'a', 'z' + 1, true);
        "-._~".chars().forEach(c -> table[c] = true);
        return table;
    }
}
