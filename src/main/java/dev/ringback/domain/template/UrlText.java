package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Escaping;

/** The literal characters of a URL. */
final class UrlText {
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    private UrlText() {}

    /** A text as one part of a query: all but the unreserved characters encoded. */
    static String percent(String text) {
        Bytes out = new Bytes(Integer.MAX_VALUE);
        byte[] utf8 = text.getBytes(UTF_8);
        Escaping.PERCENT.put(utf8, 0, utf8.length, out);
        return out.wireText(0);
    }

    /** A part of a path and query as the user wrote it: what a browser would encode is encoded, what has no place there refused. */
    static String literal(String url, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = url.charAt(i);
            if (c == '#') {
                throw new TemplateFault("a '#': the fragment of a URL is never sent", i);
            } else if (c <= ' ' || c == 0x7f) {
                throw new TemplateFault("a space or control character", i);
            } else if (c == '<' || c == '>') {
                throw new TemplateFault("a '" + c + "' that belongs to no placeholder", i);
            } else if (c == '%' && !isEscape(url, i)) {
                throw new TemplateFault("a '%' without two hexadecimal digits", i);
            } else if (c == '%' || (c < 0x7f && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0))) {
                text.append(c);
            } else {
                int length = Character.charCount(url.codePointAt(i));
                text.append(percent(url.substring(i, i + length)));
                i += length - 1;
            }
        }
        return text.toString();
    }

    private static boolean isEscape(String url, int percent) {
        return percent + 2 < url.length()
                && Authority.isHex(url.charAt(percent + 1))
                && Authority.isHex(url.charAt(percent + 2));
    }
}
