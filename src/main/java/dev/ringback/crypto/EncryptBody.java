package dev.ringback.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import dev.ringback.domain.BodyCipher;
import dev.ringback.domain.Encryption.KeyAlgorithm;
import dev.ringback.domain.Encryption.OfBody;
import dev.ringback.domain.cipher.CannotEncrypt;
import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Encrypts bodies as JWE in the compact form of RFC 7516, each with a content key of its own. With an RSA key of 2048 bits that takes 0.1 to
 * 0.4 ms of the event loop, with ECDH-ES on P-256 0.7 to 2.5 ms: Bouncy Castle's curves are three times as fast as those of the JDK 17,
 * whose AES is faster in turn.
 */
public final class EncryptBody implements BodyCipher {
    private final JWEAlgorithm algorithm;
    private final String keyId;
    private final JWEEncrypter encrypter;

    private EncryptBody(JWEAlgorithm algorithm, String keyId, JWEEncrypter encrypter) {
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.encrypter = encrypter;
    }

    public static EncryptBody of(OfBody encryption) throws BadKey {
        JWK key = ReceiverKey.read(encryption.publicKey(), encryption.algorithm());
        String keyId = key.getKeyID() == null ? "" : key.getKeyID();
        try {
            if (encryption.algorithm() == KeyAlgorithm.RSA_OAEP_256) {
                return new EncryptBody(
                        JWEAlgorithm.RSA_OAEP_256,
                        keyId,
                        new RSAEncrypter(key.toRSAKey().toRSAPublicKey()));
            }
            ECDHEncrypter encrypter = new ECDHEncrypter(key.toECKey().toECPublicKey());
            encrypter.getJCAContext().setProvider(Curves.PROVIDER);
            encrypter.getJCAContext().setContentEncryptionProvider(Security.getProvider("SunJCE"));
            return new EncryptBody(JWEAlgorithm.ECDH_ES, keyId, encrypter);
        } catch (JOSEException unusable) {
            throw new BadKey("cannot be used: " + unusable.getMessage());
        }
    }

    /** Made when it is first needed: it takes a while. */
    private static final class Curves {
        private static final Provider PROVIDER = new BouncyCastleProvider();
    }

    @Override
    public byte[] encrypt(byte[] body, String contentType) {
        JWEHeader.Builder header = new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM).contentType(contentType);
        if (!keyId.isEmpty()) {
            header.keyID(keyId);
        }
        JWEObject object = new JWEObject(header.build(), new Payload(body));
        try {
            object.encrypt(encrypter);
        } catch (JOSEException failure) {
            throw new CannotEncrypt("the body cannot be encrypted with " + algorithm, failure);
        }
        return object.serialize().getBytes(US_ASCII);
    }
}
