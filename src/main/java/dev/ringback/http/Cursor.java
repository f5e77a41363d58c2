package dev.ringback.http;

import dev.ringback.domain.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The text of a place in a list. Its check ties it to its list and finds what was cut or mistyped; it is no signature: a position is
 * no secret, and whoever makes one up sees another part of his own list.
 */
final class Cursor {
    private static final byte VERSION = 1;
    private static final int CHECK_BYTES = 6;
    private static final int TEXT_MAX = 1000;

    private Cursor() {}

    static String encode(String list, String position) {
        byte[] place = position.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[1 + CHECK_BYTES + place.length];
        bytes[0] = VERSION;
        System.arraycopy(check(list, position), 0, bytes, 1, CHECK_BYTES);
        System.arraycopy(place, 0, bytes, 1 + CHECK_BYTES, place.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<String> decode(String list, String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= CHECK_BYTES || bytes[0] != VERSION) {
                return Optional.empty();
            }
            String position =
                    new String(bytes, 1 + CHECK_BYTES, bytes.length - 1 - CHECK_BYTES, StandardCharsets.UTF_8);
            byte[] given = Arrays.copyOfRange(bytes, 1, 1 + CHECK_BYTES);
            return MessageDigest.isEqual(given, check(list, position)) ? Optional.of(position) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] check(String list, String position) {
        byte[] sum = KeyHash.of("cursor " + list + "\n" + position).sha256();
        return Arrays.copyOf(sum, CHECK_BYTES);
    }
}
