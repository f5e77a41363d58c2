package dev.ringback.domain.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a profile, made ready once and shared by all event loops; without a fixed IV each value gets its own. What encrypts with it is
 * the {@link Ciphers} of an event loop.
 */
public final class ValueKey {
    private static final int TAG_BITS = 128;

    private final AesAlgorithm algorithm;
    private final SecretKey key;
    private final Optional<byte[]> iv;

    private ValueKey(AesAlgorithm algorithm, SecretKey key, Optional<byte[]> iv) {
        this.algorithm = algorithm;
        this.key = key;
        this.iv = iv;
    }

    /** Key and IV are the bytes of the texts; of what length they must be is checked before. */
    public static ValueKey of(AesAlgorithm algorithm, String key, Optional<String> iv) {
        return new ValueKey(
                algorithm, new SecretKeySpec(key.getBytes(UTF_8), "AES"), iv.map(text -> text.getBytes(UTF_8)));
    }

    AesAlgorithm algorithm() {
        return algorithm;
    }

    SecretKey key() {
        return key;
    }

    Optional<byte[]> iv() {
        return iv;
    }

    AlgorithmParameterSpec parameters(byte[] chosen) {
        return parameters(chosen, chosen.length);
    }

    /** Of what is chosen, only the first bytes. */
    AlgorithmParameterSpec parameters(byte[] chosen, int bytes) {
        return algorithm.isGcm()
                ? new GCMParameterSpec(TAG_BITS, chosen, 0, bytes)
                : new IvParameterSpec(chosen, 0, bytes);
    }

    /** Any other than that one. */
    AlgorithmParameterSpec otherParameters(byte[] chosen) {
        byte[] other = Arrays.copyOf(chosen, chosen.length);
        other[0] ^= 1;
        return parameters(other);
    }
}
