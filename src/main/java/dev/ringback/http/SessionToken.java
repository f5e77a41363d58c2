package dev.ringback.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.KeyHash;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the page's cookie holds: 256 bits of chance in 43 characters. The token against forged requests (CSRF) is made of it, so whoever knows
 * the one can tell the other, and neither is kept.
 */
public record SessionToken(String text) {
    public static final String COOKIE = "ringback_session";
    public static final int BYTES = 32;
    static final String CSRF_HEADER = "x-csrf-token";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String MAC = "HmacSHA256";

    public static SessionToken of(byte[] chance) {
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    /** From a {@code Cookie} header. */
    static Optional<SessionToken> in(@Nullable String cookies) {
        if (cookies == null) {
            return Optional.empty();
        }
        for (String cookie : cookies.split(";", -1)) {
            String pair = cookie.strip();
            if (pair.startsWith(COOKIE + "=")) {
                String value = pair.substring(COOKIE.length() + 1);
                return Optional.of(value)
                        .filter(text -> FORM.matcher(text).matches())
                        .map(SessionToken::new);
            }
        }
        return Optional.empty();
    }

    public KeyHash hash() {
        return KeyHash.of(text);
    }

    public String csrf() {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(text.getBytes(UTF_8), MAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal("csrf".getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    boolean isCsrf(@Nullable String given) {
        return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), csrf().getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "••••";
    }
}
