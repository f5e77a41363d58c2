package dev.ringback.account;

import dev.ringback.ambient.Secrets;
import dev.ringback.domain.KeyHash;
import java.util.Base64;

/** An API key's secret while it is made and shown, once: {@code rb_} and 43 characters that hold 256 bits of chance. */
record KeySecret(String text) {
    private static final int BYTES = 32;
    private static final int HINT_LENGTH = 7;

    static KeySecret make(Secrets secrets) {
        return new KeySecret("rb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(BYTES)));
    }

    KeyHash hash() {
        return KeyHash.of(text);
    }

    /** Four characters of the chance: too few to help a guess, enough to tell keys apart. */
    String hint() {
        return text.substring(0, Math.min(HINT_LENGTH, text.length())) + "…";
    }

    @Override
    public String toString() {
        return hint();
    }
}
