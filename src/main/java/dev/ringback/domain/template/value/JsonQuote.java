package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A text as a JSON string. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
public final class JsonQuote {
    private JsonQuote() {}

    public static byte[] of(String text) {
        Bytes out = new Bytes(Integer.MAX_VALUE);
        out.put('"');
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                put(text.substring(run, i), out);
                put("\ufffd", out);
                run = i + 1;
            }
        }
        put(text.substring(run), out);
        out.put('"');
        return out.copy(0);
    }

    private static void put(String text, Bytes out) {
        byte[] utf8 = text.getBytes(UTF_8);
        Escaping.JSON_TEXT.put(utf8, 0, utf8.length, out);
    }
}
