package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** How values are written in all places but those of markup. */
public enum Escaping implements Place {
    /** A JSON value of its own: the bytes as they came. */
    JSON_VALUE {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            out.put(json, from, to);
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            out.put(utf8, from, to);
        }
    },
    /** Inside a JSON string. What stands in a string of the data is escaped already and goes over untouched. */
    JSON_TEXT {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            if (json[from] == '"') {
                out.put(json, from + 1, to - 1);
            } else if (json[from] != 'n') {
                put(json, from, to, out);
            }
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            int run = from;
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                    out.put(utf8, run, i);
                    run = i + 1;
                    if (b < ' ') {
                        out.put(UNICODE);
                        out.put(HEX[b >> 4]);
                        out.put(HEX[b & 15]);
                    } else {
                        out.put('\\');
                        out.put(b);
                    }
                }
            }
            out.put(utf8, run, to);
        }
    },
    /** As it is: text bodies and, with control characters refused by the caller, headers. */
    TEXT {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            out.put(utf8, from, to);
        }
    },
    /** Within a segment of a URL's path or a part of its query: all but the unreserved characters of RFC 3986. */
    PERCENT {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            int run = from;
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b < 0 || !UNRESERVED[b]) {
                    out.put(utf8, run, i);
                    run = i + 1;
                    out.put('%');
                    out.put(HEX[(b >> 4) & 15]);
                    out.put(HEX[b & 15]);
                }
            }
            out.put(utf8, run, to);
        }
    };

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);
    private static final byte[] UNICODE = "\\u00".getBytes(US_ASCII);
    private static final boolean[] UNRESERVED = unreserved();

    private static boolean[] unreserved() {
        boolean[] table = new boolean[128];
        Arrays.fill(table, '0', '9' + 1, true);
        Arrays.fill(table, 'A', 'Z' + 1, true);
        Arrays.fill(table, 'a', 'z' + 1, true);
        "-._~".chars().forEach(c -> table[c] = true);
        return table;
    }
}
