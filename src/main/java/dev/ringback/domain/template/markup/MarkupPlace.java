package dev.ringback.domain.template.markup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Escaping;
import dev.ringback.domain.template.value.Place;

/**
 * The places of XML and HTML where text stands. Characters that XML cannot hold become U+FFFD, in HTML too. A carriage return, and in an
 * attribute any line break and tab, is written as a reference: as itself, a parser would change it.
 */
enum MarkupPlace implements Place {
    TEXT {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            escape(utf8, from, to, IN_TEXT, out);
        }
    },
    /** Between quotes of either kind. */
    ATTRIBUTE {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            escape(utf8, from, to, IN_ATTRIBUTE, out);
        }
    },
    /** The beginning of an attribute that holds an address: a script there would be run. */
    ADDRESS {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            Bytes plain = new Bytes(Integer.MAX_VALUE);
            Escaping.TEXT.write(json, from, to, plain);
            byte[] text = plain.copy(0);
            if (Scripts.isScriptAddress(text)) {
                out.put(UNSAFE);
            }
            put(text, 0, text.length, out);
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            escape(utf8, from, to, IN_ATTRIBUTE, out);
        }
    },
    /** There are no escapes in it: two hyphens are kept apart, and the rest is written as if it were text. */
    COMMENT {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            super.write(json, from, to, out);
            if (out.last(1) == '-') {
                out.put(' ');
            }
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            int run = from;
            for (int i = from; i < to; i++) {
                if (utf8[i] == '-' && (i == from ? out.last(1) : utf8[i - 1]) == '-') {
                    escape(utf8, run, i, IN_ATTRIBUTE, out);
                    run = i;
                    out.put(' ');
                }
            }
            escape(utf8, run, to, IN_ATTRIBUTE, out);
        }
    },
    /** There are no escapes in it either, but it can be ended and begun anew. */
    CDATA {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            super.write(json, from, to, out);
            if (out.last(1) == ']') {
                out.put(CDATA_ANEW);
            }
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            int run = from;
            for (int i = from; i < to; i++) {
                boolean ends = utf8[i] == '>' && (i == from ? out.last(1) : utf8[i - 1]) == ']';
                if (ends) {
                    escape(utf8, run, i, IN_CDATA, out);
                    run = i;
                    out.put(CDATA_ANEW);
                }
            }
            escape(utf8, run, to, IN_CDATA, out);
        }
    };

    private static final byte[] CDATA_ANEW = "]]><![CDATA[".getBytes(UTF_8);
    private static final byte[] UNSAFE = "unsafe:".getBytes(UTF_8);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(UTF_8);
    private static final byte[] NONE = {};
    private static final byte[][] IN_TEXT = table("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;");
    private static final byte[][] IN_ATTRIBUTE = table(
            "&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;", "\"", "&quot;", "'",
            "&#39;");
    private static final byte[][] IN_CDATA = table("\r", "]]>&#13;<![CDATA[");

    /** By byte; no bytes mean: as it is. */
    private static byte[][] table(String... escapes) {
        byte[][] table = new byte[128][];
        for (int c = 0; c < table.length; c++) {
            boolean illegal = c < ' ' && c != '\t' && c != '\n' && c != '\r';
            table[c] = illegal ? REPLACEMENT : NONE;
        }
        for (int i = 0; i < escapes.length; i += 2) {
            table[escapes[i].charAt(0)] = escapes[i + 1].getBytes(UTF_8);
        }
        return table;
    }

    private static void escape(byte[] utf8, int from, int to, byte[][] table, Bytes out) {
        int run = from;
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b < 0 ? isNoCharacter(utf8, i) : table[b].length > 0) {
                out.put(utf8, run, i);
                out.put(b < 0 ? REPLACEMENT : table[b]);
                i += b < 0 ? 2 : 0;
                run = i + 1;
            }
        }
        out.put(utf8, run, to);
    }

    /** U+FFFE and U+FFFF. */
    static boolean isNoCharacter(byte[] utf8, int at) {
        return utf8[at] == (byte) 0xef && utf8[at + 1] == (byte) 0xbf && (utf8[at + 2] & 0xfe) == 0xbe;
    }
}
