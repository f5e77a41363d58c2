package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.Excerpt;
import dev.ringback.domain.Header;
import dev.ringback.domain.template.value.Bytes;
import java.util.Arrays;

/** Makes what is kept of a request: its head, with secrets masked, an empty line, and as much of the body as the bound leaves. */
public final class RequestExcerpt {
    public static final String MASK = "••••";
    private static final String ALWAYS_MASKED = "authorization";

    private RequestExcerpt() {}

    /** At most {@code max} bytes, never ending within a UTF-8 character. */
    public static Excerpt of(RenderedRequest request, int max) {
        Bytes out = new Bytes(Integer.MAX_VALUE);
        put(request.method() + " " + request.url() + "\n", out);
        for (Header header : request.headers()) {
            put(header.name() + ": ", out);
            if (header.secret() || header.name().equalsIgnoreCase(ALWAYS_MASKED)) {
                put(MASK, out);
            } else {
                out.put(header.value().getBytes(ISO_8859_1));
            }
            put("\n", out);
        }
        put("\n", out);
        // One byte more than fits shows whether the cut falls between two characters.
        int room = Math.max(0, max - out.size() + 1);
        out.put(request.body(), 0, Math.min(room, request.body().length));
        byte[] all = out.copy(0);
        return new Excerpt(all.length <= max ? all : Arrays.copyOf(all, characterBorder(all, max)));
    }

    private static int characterBorder(byte[] utf8, int max) {
        int end = max;
        while (end > 0 && max - end < 3 && (utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return (utf8[end] & 0xc0) == 0x80 ? max : end;
    }

    private static void put(String text, Bytes out) {
        out.put(text.getBytes(UTF_8));
    }
}
