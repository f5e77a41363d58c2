package dev.ringback.domain.template.markup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Place;
import dev.ringback.domain.template.value.Unescaping;

/**
 * The places of scripts and styles in HTML. So few characters stand for themselves that a value can neither end the element, nor, were the
 * place mistaken, say anything in the language.
 */
enum ScriptPlace implements Place {
    /** Inside a string of a script. */
    STRING {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b >= 0 && !isPlain(b)) {
                    out.put(UNICODE);
                    out.put(HEX[b >> 4]);
                    out.put(HEX[b & 15]);
                } else if (isLineEnd(utf8, i)) {
                    out.put(utf8[i + 2] == (byte) 0xa8 ? LINE : PARAGRAPH);
                    i += 2;
                } else if (MarkupPlace.isNoCharacter(utf8, i)) {
                    out.put(REPLACEMENT);
                    i += 2;
                } else {
                    out.put(b);
                }
            }
        }
    },
    /** Outside the strings of a script: a value of JSON, which a script reads alike. */
    VALUE {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            writeValue(json, from, to, QUOTE, out);
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            STRING.put(utf8, from, to, out);
        }
    },
    /** The same in an attribute, where a quote would end it. */
    ATTRIBUTE_VALUE {
        @Override
        public void write(byte[] json, int from, int to, Bytes out) {
            writeValue(json, from, to, ATTRIBUTE_QUOTE, out);
        }

        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            STRING.put(utf8, from, to, out);
        }
    },
    STYLE {
        @Override
        public void put(byte[] utf8, int from, int to, Bytes out) {
            for (int i = from; i < to; i++) {
                byte b = utf8[i];
                if (b >= 0 && !isPlain(b) && IN_STYLES.indexOf(b) < 0) {
                    out.put(CSS);
                    out.put(HEX[b >> 4]);
                    out.put(HEX[b & 15]);
                    // White space behind an escape belongs to it.
                    out.put(' ');
                } else if (MarkupPlace.isNoCharacter(utf8, i)) {
                    out.put(REPLACEMENT);
                    i += 2;
                } else {
                    out.put(b);
                }
            }
        }
    };

    private static final String IN_STYLES = "#%.,+-";
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] UNICODE = "\\u00".getBytes(US_ASCII);
    private static final byte[] CSS = "\\0000".getBytes(US_ASCII);
    private static final byte[] LINE = "\\u2028".getBytes(US_ASCII);
    private static final byte[] PARAGRAPH = "\\u2029".getBytes(US_ASCII);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(UTF_8);
    private static final byte[] QUOTE = "\"".getBytes(US_ASCII);
    private static final byte[] ATTRIBUTE_QUOTE = "&quot;".getBytes(UTF_8);

    private static void writeValue(byte[] json, int from, int to, byte[] quote, Bytes out) {
        int at = from;
        while (at < to) {
            if (json[at] == '"') {
                int end = at + 1;
                while (json[end] != '"') {
                    end += json[end] == '\\' ? 2 : 1;
                }
                out.put(quote);
                Unescaping.write(json, at + 1, end, STRING, out);
                out.put(quote);
                at = end + 1;
            } else {
                out.put(json[at++]);
            }
        }
    }

    /** The separators of lines and paragraphs end a line of a script. */
    private static boolean isLineEnd(byte[] utf8, int at) {
        return utf8[at] == (byte) 0xe2 && utf8[at + 1] == (byte) 0x80 && (utf8[at + 2] & 0xfe) == 0xa8;
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == ' ' || b == '_';
    }
}
