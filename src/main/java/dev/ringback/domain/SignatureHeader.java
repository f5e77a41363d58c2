package dev.ringback.domain;

import java.util.Optional;

/**
 * A signature in a header of the user's choosing, by HMAC-SHA256. The key is the bytes of a text: of the profile's signing secret as it was
 * shown, or of one that the receiver has already.
 */
public record SignatureHeader(String name, Form form, String prefix, Optional<SecretText> secret) {

    /** What is signed, and how the signature is written. */
    public enum Form {
        /** The body; in hexadecimal digits behind the prefix. */
        HEX("hex"),
        /** The body; in base64 behind the prefix. */
        BASE64("base64"),
        /** {@code t=…,v1=…}: time, a full stop and the body; in hexadecimal digits. */
        TIMESTAMPED("timestamped");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
