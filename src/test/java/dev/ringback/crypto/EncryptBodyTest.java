package dev.ringback.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.domain.Encryption.KeyAlgorithm;
import dev.ringback.domain.Encryption.OfBody;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is encrypted for a receiver is opened by another library than the one that encrypts. */
class EncryptBodyTest {
    private static final byte[] BODY = "{\"text\":\"Grüße\"}".getBytes(UTF_8);
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair EC = pair("secp256r1");

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void anotherLibraryOpensIt(KeyAlgorithm algorithm) throws Exception {
        KeyPair pair = algorithm == KeyAlgorithm.ECDH_ES ? EC : RSA;
        EncryptBody encrypt = EncryptBody.of(new OfBody(algorithm, pem(pair)));

        String first = new String(encrypt.encrypt(BODY, "application/json"), US_ASCII);
        String second = new String(encrypt.encrypt(BODY, "application/json"), US_ASCII);

        JsonWebEncryption opened = opened(first, pair.getPrivate());
        assertThat(opened.getPlaintextBytes()).isEqualTo(BODY);
        assertThat(opened.getHeader("cty")).isEqualTo("application/json");
        assertThat(opened.getAlgorithmHeaderValue()).isEqualTo(algorithm.word());
        assertThat(opened.getEncryptionMethodHeaderParameter()).isEqualTo("A256GCM");
        assertThat(opened(second, pair.getPrivate()).getPlaintextBytes()).isEqualTo(BODY);
        assertThat(second.split("\\.")[3]).isNotEqualTo(first.split("\\.")[3]);
        assertThatThrownBy(() -> opened(altered(first), pair.getPrivate()).getPlaintextBytes())
                .isInstanceOf(JoseException.class);
    }

    @Test
    void aKeyMayBeAJwkAndItsIdComesBack() throws Exception {
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(RSA.getPublic());
        jwk.setKeyId("key-7");
        String text = jwk.toJson(OutputControlLevel.PUBLIC_ONLY);

        byte[] sent =
                EncryptBody.of(new OfBody(KeyAlgorithm.RSA_OAEP_256, text)).encrypt(BODY, "text/plain; charset=utf-8");

        JsonWebEncryption opened = opened(new String(sent, US_ASCII), RSA.getPrivate());
        assertThat(opened.getPlaintextBytes()).isEqualTo(BODY);
        assertThat(opened.getKeyIdHeaderValue()).isEqualTo("key-7");
        assertThat(opened.getHeader("cty")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void keysThatCannotBeUsedAreRefusedInWords() throws Exception {
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, "nonsense")).startsWith("must be a public key in PEM");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
                .startsWith("is no PEM that can be read");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, "{\"kty\":\"RSA\"}")).startsWith("is no JWK");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, pem(EC)))
                .isEqualTo("must be an RSA key for RSA-OAEP-256, not one of type EC");
        assertThat(fault(KeyAlgorithm.ECDH_ES, pem(RSA)))
                .isEqualTo("must be a key on the curve P-256 for ECDH-ES, not one of type RSA");
        assertThat(fault(KeyAlgorithm.ECDH_ES, pem(pair("secp384r1"))))
                .isEqualTo("must be on the curve P-256 for ECDH-ES, not P-384");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, pem(pair("RSA", 1024))))
                .isEqualTo("must have 2048 to 8192 bits, not 1024");
        String privatePem = pem("PRIVATE KEY", RSA.getPrivate().getEncoded());
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, privatePem)).startsWith("is no public key; send that");
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(RSA.getPublic());
        jwk.setUse("sig");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, jwk.toJson())).isEqualTo("is not for encryption: its use is sig");
        jwk.setUse("enc");
        jwk.setAlgorithm("RSA-OAEP");
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, jwk.toJson()))
                .isEqualTo("is for the algorithm RSA-OAEP, not RSA-OAEP-256");
        jwk.setPrivateKey(RSA.getPrivate());
        String privateJwk = jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, privateJwk))
                .startsWith("has the private key in it")
                .hasSizeLessThan(100);
    }

    @Test
    void anExponentThatWouldHoldUpOthersIsRefused() throws Exception {
        RSAPublicKey usual = (RSAPublicKey) RSA.getPublic();
        RSAPublicKeySpec slow =
                new RSAPublicKeySpec(usual.getModulus(), usual.getModulus().subtract(BigInteger.TWO));
        byte[] key = KeyFactory.getInstance("RSA").generatePublic(slow).getEncoded();

        assertThat(fault(KeyAlgorithm.RSA_OAEP_256, pem("PUBLIC KEY", key))).contains("exponent");
    }

    @Test
    void aSignatureOfAPairIsOneOfEd25519() {
        Ed25519Pair pair = new Ed25519Pair(new byte[32]);

        byte[] signature = pair.sign(BODY);

        assertThat(Ed25519.verify(signature, 0, pair.publicKey(), 0, BODY, 0, BODY.length))
                .isTrue();
        signature[3] ^= 1;
        assertThat(Ed25519.verify(signature, 0, pair.publicKey(), 0, BODY, 0, BODY.length))
                .isFalse();
    }

    private static JsonWebEncryption opened(String compact, PrivateKey key) throws JoseException {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RSA-OAEP-256", "ECDH-ES"));
        jwe.setCompactSerialization(compact);
        jwe.setKey(key);
        return jwe;
    }

    /** With another first character of the content. */
    private static String altered(String compact) {
        String[] parts = compact.split("\\.");
        parts[3] = (parts[3].charAt(0) == 'A' ? 'B' : 'A') + parts[3].substring(1);
        return String.join(".", parts);
    }

    private static String fault(KeyAlgorithm algorithm, String key) {
        try {
            EncryptBody unused = EncryptBody.of(new OfBody(algorithm, key));
            return "";
        } catch (BadKey bad) {
            return bad.fault();
        }
    }

    private static String pem(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
