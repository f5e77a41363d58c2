package dev.ringback.tls;

import dev.ringback.domain.access.Tls;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a profile's connections are secured with, when that is not the usual. Two that were read from the same text are equal, and only
 * profiles with equal ones may share a connection.
 */
public final class TlsMaterial {
    private final Tls from;
    private final int hash;
    private final Optional<X509ExtendedKeyManager> key;
    private final Optional<X509ExtendedTrustManager> trust;
    private final List<Named> certificates;

    /** A certificate, and the field of the profile that it stands in. */
    public record Named(String field, X509Certificate certificate) {}

    TlsMaterial(
            Tls from,
            Optional<X509ExtendedKeyManager> key,
            Optional<X509ExtendedTrustManager> trust,
            List<Named> certificates) {
        this.from = from;
        this.hash = from.hashCode();
        this.key = key;
        this.trust = trust;
        this.certificates = List.copyOf(certificates);
    }

    public Optional<X509ExtendedKeyManager> key() {
        return key;
    }

    /** Empty: whom the machine trusts. */
    public Optional<X509ExtendedTrustManager> trust() {
        return trust;
    }

    /** Whether the profile wants the receiver's certificate verified; that it may say no is another matter. */
    public boolean verify() {
        return from.verify();
    }

    public List<Named> certificates() {
        return certificates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsMaterial material && material.hash == hash && material.from.equals(from);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
