package dev.ringback.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Tls;
import dev.ringback.domain.access.Tls.Identity;
import dev.ringback.support.Certificates;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTlsTest {
    private static final char[] PASSPHRASE = "open sesame".toCharArray();

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void make() {
        certificates =
                Certificates.in(folder).signed("ours", "ours.example.test", 30).rsa("rsa", "rsa.example.test");
    }

    @Test
    void readsKeysInEachFormThatOpensslWrites() throws Exception {
        for (String alias : new String[] {"ours", "rsa"}) {
            assertThat(faults(alias, certificates.key(alias), "")).isEmpty();
            assertThat(faults(alias, encrypted(alias, 2048), "open sesame")).isEmpty();
        }
        assertThat(written(certificates.pair("rsa"))).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(faults("rsa", written(certificates.pair("rsa")), "")).isEmpty();
        assertThat(faults("rsa", traditionalEncrypted("rsa"), "open sesame")).isEmpty();
        assertThat(faults("ours", sec1("ours"), "")).isEmpty();
    }

    @Test
    void saysWhichFieldIsWrongAndWhy() throws Exception {
        assertThat(faults("ours", certificates.key("rsa"), ""))
                .containsExactly(new PemFault("key", "does not belong to the (first) certificate"));
        assertThat(faults("ours", "hunter2", ""))
                .singleElement()
                .isEqualTo(new PemFault("key", "has no private key in it"));
        assertThat(faults("ours", certificates.key("ours").replace("A", "!"), ""))
                .extracting(PemFault::field)
                .containsExactly("key");
        assertThat(faults("ours", encrypted("ours", 2048), "wrong"))
                .containsExactly(new PemFault("key_passphrase", "does not open the key"));
        assertThat(faults("ours", encrypted("ours", 2048), ""))
                .containsExactly(new PemFault("key", "is encrypted; give key_passphrase too"));
        assertThat(faults("ours", encrypted("ours", 20_000), "open sesame"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.predicate()).contains("rounds"));
        assertThat(ReadTls.of(new Tls(Optional.empty(), Optional.of("no PEM"), true))
                        .faults())
                .extracting(PemFault::field)
                .containsExactly("trust");
        assertThat(ReadTls.of(new Tls(Optional.empty(), Optional.of(certificates.key("ours")), true))
                        .faults())
                .extracting(PemFault::predicate)
                .containsExactly("holds something beside certificates; private keys belong into key");
    }

    @Test
    void aKeyThatTakesTooLongToSignWithIsRefused() throws Exception {
        BigInteger half = BigInteger.ONE.shiftLeft(8192).subtract(BigInteger.ONE);
        RSAPrivateKey large =
                new RSAPrivateKey(half.multiply(half), BigInteger.valueOf(65_537), half, half, half, half, half, half);

        assertThat(faults("rsa", written(new PemObject("RSA PRIVATE KEY", large.getEncoded())), ""))
                .containsExactly(new PemFault("key", "must have at most 8192 bits, not 16384"));
    }

    @Test
    void theUsualNeedsNoMaterial() {
        assertThat(ReadTls.of(Tls.STANDARD)).isEqualTo(new ReadTls.Read(Optional.empty(), java.util.List.of()));
    }

    private static java.util.List<PemFault> faults(String alias, String key, String passphrase) {
        Optional<SecretText> secret = passphrase.isEmpty() ? Optional.empty() : Optional.of(new SecretText(passphrase));
        Identity identity = new Identity(certificates.pem(alias), new SecretText(key), secret);
        return ReadTls.of(new Tls(Optional.of(identity), Optional.empty(), true))
                .faults();
    }

    private static String encrypted(String alias, int rounds) throws Exception {
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setIterationCount(rounds)
                .setPassword(PASSPHRASE)
                .build();
        return written(new JcaPKCS8Generator(certificates.pair(alias).getPrivate(), encryptor).generate());
    }

    /** As {@code openssl ecparam -genkey} writes it: the curve stands before the key, and within it. */
    private static String sec1(String alias) throws Exception {
        java.security.interfaces.ECPrivateKey key =
                (java.security.interfaces.ECPrivateKey) certificates.pair(alias).getPrivate();
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded()));
            writer.writeObject(new PemObject(
                    "EC PRIVATE KEY", new ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1).getEncoded()));
        }
        return text.toString();
    }

    private static String traditionalEncrypted(String alias) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    certificates.pair(alias),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build(PASSPHRASE));
        }
        return text.toString();
    }

    private static String written(Object key) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(key);
        }
        return text.toString();
    }
}
