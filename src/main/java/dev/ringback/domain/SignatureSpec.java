package dev.ringback.domain;

import java.util.List;

/**
 * How callbacks of a profile are signed, if they are: by which schemes of Standard Webhooks, and in which headers of the older ways
 * beside them.
 */
public record SignatureSpec(boolean enabled, List<Scheme> schemes, List<SignatureHeader> headers) {
    public SignatureSpec {
        schemes = List.copyOf(schemes);
        headers = List.copyOf(headers);
    }

    public SignatureSpec(boolean enabled) {
        this(enabled, List.of(Scheme.V1), List.of());
    }

    public boolean has(Scheme scheme) {
        return enabled && schemes.contains(scheme);
    }

    /** The schemes of Standard Webhooks. */
    public enum Scheme {
        /** HMAC-SHA256: whoever can check can sign as well. */
        V1,
        /** Ed25519: anybody may check, with the public key. */
        V1A;

        public String word() {
            return this == V1 ? "v1" : "v1a";
        }
    }
}
