package dev.ringback.domain.cipher;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts values for all profiles of one event loop; not for two threads. The ciphers are kept between values, as getting one costs ten
 * times what encrypting a short value does.
 */
public final class Ciphers {
    /** So many bytes of chance are made at once: asked for singly, a nonce costs more than the encryption. */
    private static final int CHANCE_BYTES = 4096;

    private static final byte[] ZEROES = new byte[CHANCE_BYTES];

    private final RandomGenerator random;
    private final byte[] chance = new byte[CHANCE_BYTES];
    private int used = CHANCE_BYTES;
    private Optional<Cipher> gcm = Optional.empty();
    private Optional<Cipher> cfb = Optional.empty();

    /** Nobody must be able to guess what {@code random} gives. */
    public Ciphers(RandomGenerator random) {
        this.random = random;
    }

    /** In base64: with a nonce of its own before it, if there is no fixed IV, and with the tag behind it, if the mode has one. */
    public byte[] encrypt(byte[] plain, ValueKey key) {
        AesAlgorithm algorithm = key.algorithm();
        int head = key.iv().isPresent() ? 0 : algorithm.nonceBytes();
        byte[] out = new byte[head + plain.length + algorithm.tagBytes()];
        try {
            Cipher cipher = key.iv().isPresent() ? ready(key, key.iv().get()) : readyWithNonce(key, out);
            int written = cipher.doFinal(plain, 0, plain.length, out, head);
            if (head + written != out.length) {
                throw new IllegalStateException("the cipher wrote " + written + " bytes");
            }
        } catch (GeneralSecurityException | IllegalStateException failure) {
            throw new CannotEncrypt("a value cannot be encrypted with " + algorithm.word(), failure);
        }
        return Base64.getEncoder().encode(out);
    }

    private Cipher readyWithNonce(ValueKey key, byte[] out) throws GeneralSecurityException {
        int bytes = key.algorithm().nonceBytes();
        if (used + bytes > chance.length) {
            refill();
        }
        System.arraycopy(chance, used, out, 0, bytes);
        used += bytes;
        Cipher cipher = cipher(key.algorithm());
        cipher.init(Cipher.ENCRYPT_MODE, key.key(), key.parameters(out, bytes));
        return cipher;
    }

    /** A few bytes that nobody can guess, stretched by AES in counter mode: the system's chance costs ten times as much. */
    private void refill() throws GeneralSecurityException {
        byte[] seed = new byte[48];
        random.nextBytes(seed);
        Cipher stretch = Cipher.getInstance("AES/CTR/NoPadding");
        stretch.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, 0, 32, "AES"), new IvParameterSpec(seed, 32, 16));
        if (stretch.doFinal(ZEROES, 0, ZEROES.length, chance, 0) != chance.length) {
            throw new IllegalStateException("the cipher wrote too little");
        }
        used = 0;
    }

    private Cipher ready(ValueKey key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = cipher(key.algorithm());
        if (key.algorithm().isGcm()) {
            // The JDK refuses to use an IV twice in a row, which is just what a fixed one means.
            cipher.init(Cipher.ENCRYPT_MODE, key.key(), key.otherParameters(iv));
        }
        cipher.init(Cipher.ENCRYPT_MODE, key.key(), key.parameters(iv));
        return cipher;
    }

    private Cipher cipher(AesAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.isGcm()) {
            Cipher cipher = gcm.isPresent() ? gcm.get() : Cipher.getInstance("AES/GCM/NoPadding");
            gcm = Optional.of(cipher);
            return cipher;
        }
        Cipher cipher = cfb.isPresent() ? cfb.get() : Cipher.getInstance("AES/CFB/NoPadding");
        cfb = Optional.of(cipher);
        return cipher;
    }
}
