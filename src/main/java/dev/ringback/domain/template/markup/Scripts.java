package dev.ringback.domain.template.markup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.value.Place;
import java.util.Locale;

/**
 * Follows a script as far as to say whether it is within a string. A regular expression with a quote in it misleads it; what is written
 * then is of no effect, as {@link ScriptPlace} says.
 */
final class Scripts {
    private static final char CODE = ' ';
    private static final char LINE_COMMENT = '/';
    private static final char BLOCK_COMMENT = '*';

    private final String template;
    private final Place value;
    private char within = CODE;

    Scripts(String template, Place value) {
        this.template = template;
        this.value = value;
    }

    /** Of a value that comes next. */
    Place place() {
        return within == CODE ? value : ScriptPlace.STRING;
    }

    /** Goes past the character, or what is read as one; gives where the next one is. */
    int next(int at) {
        char c = template.charAt(at);
        if (within == LINE_COMMENT) {
            within = c == '\n' ? CODE : within;
        } else if (within == BLOCK_COMMENT) {
            within = c == '/' && at > 0 && template.charAt(at - 1) == '*' ? CODE : within;
        } else if (within == CODE && template.startsWith("//", at)) {
            within = LINE_COMMENT;
            return at + 2;
        } else if (within == CODE && template.startsWith("/*", at)) {
            within = BLOCK_COMMENT;
            return at + 2;
        } else if (c == '\\') {
            return at + 2;
        } else {
            return quote(at);
        }
        return at + 1;
    }

    private int quote(int at) {
        char c = template.charAt(at);
        int length = 1;
        if (value == ScriptPlace.ATTRIBUTE_VALUE && c == '&') {
            int end = template.indexOf(';', at);
            String reference = end < 0 ? "" : template.substring(at, end + 1);
            c = switch (reference) {
                case "&quot;", "&#34;", "&#x22;" -> '"';
                case "&apos;", "&#39;", "&#x27;" -> '\'';
                default -> c;
            };
            length = c == '&' ? 1 : reference.length();
        }
        if (within == CODE && (c == '"' || c == '\'' || c == '`')) {
            within = c;
        } else if (c == within && within != CODE || c == '\n' && within != '`') {
            within = CODE;
        }
        return at + length;
    }

    /** Browsers see through spaces, control characters and capitals. */
    static boolean isScriptAddress(byte[] utf8) {
        StringBuilder scheme = new StringBuilder();
        for (byte b : new String(utf8, UTF_8).toLowerCase(Locale.ROOT).getBytes(UTF_8)) {
            if (b > ' ' || b < 0) {
                scheme.append((char) b);
            }
            if (b == ':') {
                break;
            }
        }
        return scheme.toString().equals("javascript:") || scheme.toString().equals("vbscript:");
    }
}
