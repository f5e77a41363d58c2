package dev.ringback.bench;

import dev.ringback.crypto.BadKey;
import dev.ringback.crypto.Ed25519Pair;
import dev.ringback.crypto.EncryptBody;
import dev.ringback.domain.BodyCipher;
import dev.ringback.domain.Encryption.KeyAlgorithm;
import dev.ringback.domain.Encryption.OfBody;
import dev.ringback.domain.Header;
import dev.ringback.domain.RequestSigner;
import dev.ringback.domain.SignatureHeader;
import dev.ringback.domain.SignatureHeader.Form;
import dev.ringback.domain.SignatureSpec;
import dev.ringback.domain.SignatureSpec.Scheme;
import dev.ringback.domain.SigningKeys;
import dev.ringback.domain.SigningSecret;
import dev.ringback.domain.cipher.AesAlgorithm;
import dev.ringback.domain.cipher.Ciphers;
import dev.ringback.domain.cipher.ValueKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Signs and encrypts as the path does, by the same objects, with nonces from the system's secure chance. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Crypto {
    private static final int VALUES = 10;
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String ID = "cb_01kanmk8zye5s8mqnq10gfr3dt";
    private static final SigningSecret SECRET = new SigningSecret(new byte[32]);

    private final byte[] body = new byte[1024];
    private final byte[] value = new byte[50];
    private final List<Header> headers = new ArrayList<>();
    private final RequestSigner v1 = signer(List.of(Scheme.V1), List.of());
    private final RequestSigner v1a = signer(List.of(Scheme.V1A), List.of());
    private final RequestSigner hex =
            signer(List.of(), List.of(new SignatureHeader("X-Signature", Form.HEX, "sha256=", Optional.empty())));
    private final Ciphers ciphers = new Ciphers(new SecureRandom());
    private final ValueKey gcm = ValueKey.of(AesAlgorithm.AES_256_GCM, KEY, Optional.empty());
    private final ValueKey fixedGcm = ValueKey.of(AesAlgorithm.AES_256_GCM, KEY, Optional.of("0123456789ab"));
    private final ValueKey cfb = ValueKey.of(AesAlgorithm.AES_256_CFB, KEY, Optional.of("0123456789abcdef"));
    private final BodyCipher rsa =
            cipher(KeyAlgorithm.RSA_OAEP_256, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    private final BodyCipher ecdh = cipher(KeyAlgorithm.ECDH_ES, "EC", new ECGenParameterSpec("secp256r1"));

    @Benchmark
    public Header sign1KibV1() {
        return signed(v1);
    }

    @Benchmark
    public Header sign1KibV1a() {
        return signed(v1a);
    }

    @Benchmark
    public Header sign1KibHex() {
        return signed(hex);
    }

    @Benchmark
    public void encrypt10ValuesGcm(Blackhole sink) {
        encrypt(gcm, sink);
    }

    @Benchmark
    public void encrypt10ValuesFixedGcm(Blackhole sink) {
        encrypt(fixedGcm, sink);
    }

    @Benchmark
    public void encrypt10ValuesCfb(Blackhole sink) {
        encrypt(cfb, sink);
    }

    @Benchmark
    public byte[] encrypt1KibRsa() {
        return rsa.encrypt(body, "application/json");
    }

    @Benchmark
    public byte[] encrypt1KibEcdh() {
        return ecdh.encrypt(body, "application/json");
    }

    private Header signed(RequestSigner signer) {
        headers.clear();
        signer.sign(ID, 1_795_339_800, body, headers);
        return headers.get(0);
    }

    private void encrypt(ValueKey key, Blackhole sink) {
        for (int i = 0; i < VALUES; i++) {
            sink.consume(ciphers.encrypt(value, key));
        }
    }

    private static RequestSigner signer(List<Scheme> schemes, List<SignatureHeader> own) {
        return new RequestSigner(
                new SignatureSpec(true, schemes, own),
                new SigningKeys(List.of(SECRET), List.of(new Ed25519Pair(new byte[32]))));
    }

    private static BodyCipher cipher(KeyAlgorithm algorithm, String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(parameters);
            PublicKey key = generator.generateKeyPair().getPublic();
            return EncryptBody.of(new OfBody(
                    algorithm,
                    "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                            + "\n-----END PUBLIC KEY-----\n"));
        } catch (GeneralSecurityException | BadKey failure) {
            throw new IllegalStateException(failure);
        }
    }
}
