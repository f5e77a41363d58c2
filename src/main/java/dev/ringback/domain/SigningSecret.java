package dev.ringback.domain;

import java.util.Base64;
import java.util.Optional;

/**
 * What a profile signs with: the key for the {@code v1} signature of Standard Webhooks, {@code whsec_} and 24 to 64 bytes in base64, which the
 * receiver has too; and the private key for {@code v1a}, which nobody has but us. The second is not made from the first, or whoever can
 * check {@code v1} could sign {@code v1a}. Profiles of before it existed have none until they need it.
 */
public record SigningSecret(byte[] key, byte[] seed) {
    /** Of a key, and of a seed, that we make. */
    public static final int BYTES = 32;

    private static final byte[] NO_SEED = {};
    private static final String PREFIX = "whsec_";
    private static final String SEED_PREFIX = "whsk_";

    /** Without a private key. */
    public SigningSecret(byte[] key) {
        this(key, NO_SEED);
    }

    public static Optional<SigningSecret> parse(String text) {
        return decode(text, PREFIX)
                .filter(key -> key.length >= 24 && key.length <= 64)
                .map(SigningSecret::new);
    }

    /** As {@link #kept()} writes it. */
    public static Optional<SigningSecret> parseKept(String kept) {
        int comma = kept.indexOf(',');
        if (comma < 0) {
            return parse(kept);
        }
        return parse(kept.substring(0, comma))
                .flatMap(secret -> decode(kept.substring(comma + 1), SEED_PREFIX)
                        .filter(seed -> seed.length == BYTES)
                        .map(secret::withSeed));
    }

    private static Optional<byte[]> decode(String text, String prefix) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.substring(prefix.length())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public boolean hasSeed() {
        return seed.length > 0;
    }

    public SigningSecret withSeed(byte[] other) {
        return new SigningSecret(key, other);
    }

    /** The form that a user is shown once. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** With the private key, to be sealed and kept. */
    public String kept() {
        return hasSeed() ? text() + "," + SEED_PREFIX + Base64.getEncoder().encodeToString(seed) : text();
    }

    /** Hides the keys: records print their components. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
