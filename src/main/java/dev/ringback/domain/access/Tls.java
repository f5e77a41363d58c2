package dev.ringback.domain.access;

import dev.ringback.domain.SecretText;
import java.util.Optional;

/**
 * How a profile's connections are secured: our certificate, if the receiver asks for one; whom to trust, if not those whom the machine
 * trusts; and whether to verify at all. Certificates are in PEM, as they were given.
 */
public record Tls(Optional<Identity> identity, Optional<String> trust, boolean verify) {
    public static final Tls STANDARD = new Tls(Optional.empty(), Optional.empty(), true);

    /** A certificate with its chain, and its key. */
    public record Identity(String certificate, SecretText key, Optional<SecretText> passphrase) {}
}
