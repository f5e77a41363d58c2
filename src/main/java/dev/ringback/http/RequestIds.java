package dev.ringback.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives each request the id that its answer and the log name it by: the sender's own when it is a sane one. One per event loop. */
final class RequestIds {
    static final CharSequence HEADER = io.vertx.core.http.HttpHeaders.createOptimized("x-request-id");
    private static final int LENGTH_MAX = 128;
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int OWN_LENGTH = 16;

    private final RandomGenerator chance;

    RequestIds(RandomGenerator chance) {
        this.chance = chance;
    }

    void stamp(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        request.response().putHeader(HEADER, isSane(given) ? given : next());
    }

    static String of(HttpServerRequest request) {
        String id = request.response().headers().get(HEADER);
        return id == null ? "" : id;
    }

    private String next() {
        long bits = chance.nextLong();
        long more = chance.nextLong();
        char[] text = new char[OWN_LENGTH];
        for (int i = 0; i < OWN_LENGTH; i++) {
            long from = i < OWN_LENGTH / 2 ? bits : more;
            text[i] = DIGITS[(int) (from >>> (5 * (i % (OWN_LENGTH / 2)))) & 31];
        }
        return new String(text);
    }

    private static boolean isSane(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letterOrDigit && "._:-/+=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
