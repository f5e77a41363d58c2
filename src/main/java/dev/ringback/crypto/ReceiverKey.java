package dev.ringback.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.ringback.domain.Encryption.KeyAlgorithm;
import java.io.IOException;
import java.io.StringReader;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads a receiver's public key, in PEM (by itself or in a certificate) or as a JWK, and says in words why one cannot be used. */
final class ReceiverKey {
    private static final int RSA_BITS_MIN = 2048;
    /** A larger one takes milliseconds of the event loop for each body. */
    private static final int RSA_BITS_MAX = 8192;
    /** All keys in use have 65537 or less; one as long as the modulus makes each body cost a hundred times as much. */
    private static final int RSA_EXPONENT_BITS_MAX = 64;

    private ReceiverKey() {}

    static JWK read(String text, KeyAlgorithm algorithm) throws BadKey {
        JWK key = text.stripLeading().startsWith("{") ? ofJwk(text, algorithm) : ofPem(text);
        if (algorithm == KeyAlgorithm.RSA_OAEP_256) {
            checkRsa(key);
        } else {
            checkEc(key);
        }
        return key;
    }

    private static void checkRsa(JWK key) throws BadKey {
        if (!(key instanceof RSAKey rsa)) {
            throw new BadKey("must be an RSA key for RSA-OAEP-256, not one of type " + key.getKeyType());
        }
        if (rsa.getPublicExponent().decodeToBigInteger().bitLength() > RSA_EXPONENT_BITS_MAX) {
            throw new BadKey("has an exponent of more than " + RSA_EXPONENT_BITS_MAX + " bits");
        }
        int bits = bits(rsa);
        if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
            throw new BadKey("must have " + RSA_BITS_MIN + " to " + RSA_BITS_MAX + " bits, not " + bits);
        }
    }

    private static int bits(RSAKey rsa) throws BadKey {
        try {
            return rsa.toRSAPublicKey().getModulus().bitLength();
        } catch (JOSEException unusable) {
            throw new BadKey("is no RSA key that can be used");
        }
    }

    private static void checkEc(JWK key) throws BadKey {
        if (!(key instanceof ECKey ec)) {
            throw new BadKey("must be a key on the curve P-256 for ECDH-ES, not one of type " + key.getKeyType());
        }
        // Larger curves take several milliseconds of the event loop for each body.
        if (!ec.getCurve().equals(Curve.P_256)) {
            throw new BadKey("must be on the curve P-256 for ECDH-ES, not " + ec.getCurve());
        }
    }

    private static JWK ofJwk(String text, KeyAlgorithm algorithm) throws BadKey {
        JWK key;
        try {
            key = JWK.parse(text);
        } catch (ParseException | IllegalArgumentException | IllegalStateException wrong) {
            throw new BadKey("is no JWK: " + wrong.getMessage());
        }
        if (key.isPrivate()) {
            throw new BadKey(
                    "has the private key in it; send the public one only, and keep the private one to yourself");
        } else if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.ENCRYPTION)) {
            throw new BadKey(
                    "is not for encryption: its use is " + key.getKeyUse().identifier());
        } else if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(algorithm.word())) {
            throw new BadKey("is for the algorithm " + key.getAlgorithm() + ", not " + algorithm.word());
        }
        return key;
    }

    private static JWK ofPem(String text) throws BadKey {
        PublicKey key = publicKey(text);
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        } else if (key instanceof ECPublicKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            if (curve == null) {
                throw new BadKey("must be on the curve P-256 for ECDH-ES, and is on another");
            }
            return new ECKey.Builder(curve, ec).build();
        }
        throw new BadKey("must be an RSA key or one on the curve P-256, not " + key.getAlgorithm());
    }

    private static PublicKey publicKey(String text) throws BadKey {
        Object object;
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            object = parser.readObject();
        } catch (IOException | IllegalArgumentException wrong) {
            throw new BadKey("is no PEM that can be read: " + wrong.getMessage());
        }
        if (object == null) {
            throw new BadKey("must be a public key in PEM, from -----BEGIN PUBLIC KEY----- on, or a JWK");
        }
        SubjectPublicKeyInfo info;
        if (object instanceof SubjectPublicKeyInfo found) {
            info = found;
        } else if (object instanceof X509CertificateHolder certificate) {
            info = certificate.getSubjectPublicKeyInfo();
        } else {
            throw new BadKey("is no public key; send that from -----BEGIN PUBLIC KEY----- on, and never a private one");
        }
        try {
            return new JcaPEMKeyConverter().getPublicKey(info);
        } catch (PEMException | IllegalArgumentException wrong) {
            throw new BadKey("is no public key that can be used: " + wrong.getMessage());
        }
    }
}
