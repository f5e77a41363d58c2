package dev.ringback.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key of AES-256-GCM, with the name that is written beside what it sealed. The name is a hash, so that nobody has to give one. */
final class SealingKey {
    static final int ID_BYTES = 8;
    static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final SecretKeySpec key;
    private final byte[] fingerprint;

    SealingKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("ringback secrets.key fingerprint 1\0".getBytes(StandardCharsets.UTF_8));
            this.fingerprint = Arrays.copyOf(digest.digest(key), FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String fingerprint() {
        return HexFormat.of().formatHex(fingerprint);
    }

    byte[] id() {
        return Arrays.copyOf(fingerprint, ID_BYTES);
    }

    boolean isNamed(byte[] sealed, int at) {
        return Arrays.equals(fingerprint, 0, ID_BYTES, sealed, at, at + ID_BYTES);
    }

    /** {@code head} and {@code context} are not in what is sealed, but must be the same to open it. */
    Cipher cipher(int mode, byte[] nonce, byte[] head, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(context);
        return cipher;
    }
}
