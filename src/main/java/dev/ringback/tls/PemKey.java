package dev.ringback.tls;

import dev.ringback.domain.SecretText;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** Reads a private key from PEM: PKCS#8, PKCS#1 or SEC 1 (EC), encrypted or not. */
final class PemKey {
    /** It is opened where others wait. OpenSSL makes 2,048; the key is sealed with a better one anyway. */
    private static final int ROUNDS_MAX = 10_000;
    /** To sign with one of 16,384 bits, which the JDK would take, holds up an event loop for a second at each handshake. */
    private static final int RSA_BITS_MAX = 8192;

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private PemKey() {}

    /** The passphrase is not that of the key. */
    static final class WrongPassphrase extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static PrivateKey read(String pem, Optional<SecretText> passphrase) throws BadPem, WrongPassphrase {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                Optional<PrivateKeyInfo> key = key(part, passphrase);
                if (key.isPresent()) {
                    return bounded(new JcaPEMKeyConverter().getPrivateKey(key.get()));
                }
            }
        } catch (IOException | RuntimeException damaged) {
            throw new BadPem("is not PEM, or damaged; it must begin with -----BEGIN PRIVATE KEY----- or the like");
        }
        throw new BadPem("has no private key in it");
    }

    private static PrivateKey bounded(PrivateKey key) throws BadPem {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() > RSA_BITS_MAX) {
            throw new BadPem("must have at most " + RSA_BITS_MAX + " bits, not "
                    + rsa.getModulus().bitLength());
        }
        return key;
    }

    /** Parameters of a curve may stand before the key, certificates beside it. */
    private static Optional<PrivateKeyInfo> key(Object part, Optional<SecretText> passphrase)
            throws IOException, BadPem, WrongPassphrase {
        if (part instanceof PrivateKeyInfo plain) {
            return Optional.of(plain);
        } else if (part instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        } else if (part instanceof PEMEncryptedKeyPair encrypted) {
            char[] secret = required(passphrase);
            try {
                return Optional.of(encrypted
                        .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(PROVIDER)
                                .build(secret))
                        .getPrivateKeyInfo());
            } catch (IOException | RuntimeException wrong) {
                throw new WrongPassphrase();
            }
        } else if (part instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return Optional.of(opened(encrypted, required(passphrase)));
        }
        return Optional.empty();
    }

    private static PrivateKeyInfo opened(PKCS8EncryptedPrivateKeyInfo encrypted, char[] secret)
            throws BadPem, WrongPassphrase {
        if (rounds(encrypted.getEncryptionAlgorithm()).compareTo(BigInteger.valueOf(ROUNDS_MAX)) > 0) {
            throw new BadPem("is encrypted with scrypt or with more than " + ROUNDS_MAX
                    + " rounds; write it anew with openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 2048, or send it unencrypted:"
                    + " it is sealed here in any case");
        }
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(secret));
        } catch (PKCSException | OperatorCreationException | RuntimeException wrong) {
            throw new WrongPassphrase();
        }
    }

    /** Of a way to make the key that is unknown here, too many. */
    private static BigInteger rounds(AlgorithmIdentifier algorithm) {
        @Nullable ASN1Encodable parameters = algorithm.getParameters();
        if (!PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
            return PBEParameter.getInstance(parameters).getIterationCount();
        }
        KeyDerivationFunc function = PBES2Parameters.getInstance(parameters).getKeyDerivationFunc();
        return PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())
                ? PBKDF2Params.getInstance(function.getParameters()).getIterationCount()
                : BigInteger.valueOf(Long.MAX_VALUE);
    }

    private static char[] required(Optional<SecretText> passphrase) throws BadPem {
        return passphrase
                .map(secret -> secret.value().toCharArray())
                .orElseThrow(() -> new BadPem("is encrypted; give key_passphrase too"));
    }
}
