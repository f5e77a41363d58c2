package dev.ringback.tls;

import dev.ringback.domain.access.Tls;
import dev.ringback.domain.access.Tls.Identity;
import dev.ringback.tls.TlsMaterial.Named;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads what a profile says of TLS, and tells all that is wrong with it at once. */
public final class ReadTls {
    private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int CERTIFICATES_MAX = 20;

    private final Tls tls;
    private final List<PemFault> faults = new ArrayList<>();
    private final List<Named> certificates = new ArrayList<>();

    private ReadTls(Tls tls) {
        this.tls = tls;
    }

    /** There is material when there are no faults, and the profile says anything that is not the usual. */
    public record Read(Optional<TlsMaterial> material, List<PemFault> faults) {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    public static Read of(Tls tls) {
        return tls.equals(Tls.STANDARD) ? new Read(Optional.empty(), List.of()) : new ReadTls(tls).read();
    }

    private Read read() {
        Optional<X509ExtendedKeyManager> key = tls.identity().flatMap(this::identity);
        Optional<X509ExtendedTrustManager> trust = tls.trust().flatMap(this::trust);
        return new Read(
                faults.isEmpty() ? Optional.of(new TlsMaterial(tls, key, trust, certificates)) : Optional.empty(),
                faults);
    }

    private Optional<X509ExtendedKeyManager> identity(Identity identity) {
        List<X509Certificate> chain = certificates("certificate", identity.certificate());
        Optional<PrivateKey> key = key(identity);
        if (chain.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        if (!fits(key.get(), chain.get(0).getPublicKey())) {
            faults.add(new PemFault("key", "does not belong to the (first) certificate"));
            return Optional.empty();
        }
        return Optional.of(new OneKey(key.get(), chain.toArray(X509Certificate[]::new)));
    }

    private Optional<PrivateKey> key(Identity identity) {
        try {
            return Optional.of(PemKey.read(identity.key().value(), identity.passphrase()));
        } catch (BadPem bad) {
            faults.add(new PemFault("key", bad.predicate()));
        } catch (PemKey.WrongPassphrase wrong) {
            faults.add(new PemFault("key_passphrase", "does not open the key"));
        }
        return Optional.empty();
    }

    private List<X509Certificate> certificates(String field, String pem) {
        try {
            List<X509Certificate> all = PemCertificates.read(pem);
            if (all.isEmpty() || all.size() > CERTIFICATES_MAX) {
                throw new BadPem("must hold 1 to " + CERTIFICATES_MAX + " certificates in PEM, not " + all.size());
            }
            all.forEach(each -> certificates.add(new Named(field, each)));
            return all;
        } catch (BadPem bad) {
            faults.add(new PemFault(field, bad.predicate()));
            return List.of();
        }
    }

    private Optional<X509ExtendedTrustManager> trust(String pem) {
        List<X509Certificate> anchors = certificates("trust", pem);
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor " + i, anchors.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst();
        } catch (GeneralSecurityException | IOException odd) {
            faults.add(new PemFault("trust", "holds certificates that cannot be used here"));
            return Optional.empty();
        }
    }

    private static boolean fits(PrivateKey key, PublicKey certified) {
        try {
            String algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(PROBE);
            return verifying.verify(signed);
        } catch (GeneralSecurityException otherKinds) {
            return false;
        }
    }
}
