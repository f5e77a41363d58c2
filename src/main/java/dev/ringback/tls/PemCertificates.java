package dev.ringback.tls;

import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;

/** Reads certificates from PEM. */
final class PemCertificates {
    private PemCertificates() {}

    static List<X509Certificate> read(String pem) throws BadPem {
        List<X509Certificate> all = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (!(part instanceof X509CertificateHolder holder)) {
                    throw new BadPem("holds something beside certificates; private keys belong into key");
                }
                all.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (IOException | CertificateException | RuntimeException damaged) {
            throw new BadPem("is not PEM, or damaged; it must begin with -----BEGIN CERTIFICATE-----");
        }
        return all;
    }
}
