package dev.ringback.domain;

import java.util.Base64;
import java.util.Optional;

/** A profile's key for the {@code v1} signature of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. */
public record SigningSecret(byte[] key) {
    private static final String PREFIX = "whsec_";

    public static Optional<SigningSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length >= 24 && key.length <= 64 ? Optional.of(new SigningSecret(key)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The form that a user is shown once. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** Hides the key: records print their components. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
