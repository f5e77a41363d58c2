package dev.ringback.domain.cipher;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** AES by length of key and mode of operation. CFB is that of OpenSSL: feedback of whole blocks, no padding. */
public enum AesAlgorithm {
    AES_128_CFB(16, false),
    AES_192_CFB(24, false),
    AES_256_CFB(32, false),
    AES_128_GCM(16, true),
    AES_192_GCM(24, true),
    AES_256_GCM(32, true);

    private static final List<Integer> BLOCK = List.of(16);
    /** 12 is what GCM was made for; 16 is what many give it, as it is the block's length. */
    private static final List<Integer> GCM = List.of(12, 16);

    private final int keyBytes;
    private final boolean gcm;

    AesAlgorithm(int keyBytes, boolean gcm) {
        this.keyBytes = keyBytes;
        this.gcm = gcm;
    }

    /** As users write it: {@code AES-256-GCM}. */
    public String word() {
        return name().replace('_', '-');
    }

    public static Optional<AesAlgorithm> of(String word) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.word().equals(word))
                .findFirst();
    }

    public boolean isGcm() {
        return gcm;
    }

    public int keyBytes() {
        return keyBytes;
    }

    /** The lengths that a fixed IV may have. */
    public List<Integer> ivBytes() {
        return gcm ? GCM : BLOCK;
    }

    /** What is made anew for each value. */
    int nonceBytes() {
        return gcm ? 12 : 16;
    }

    /** What stands behind the encrypted value and proves it. */
    int tagBytes() {
        return gcm ? 16 : 0;
    }

    /** How an IV is chosen where nothing is said: at random where a repeated one would be a hole, as it is for GCM. */
    public IvChoice usual() {
        return gcm ? IvChoice.RANDOM : IvChoice.COMPATIBLE;
    }
}
