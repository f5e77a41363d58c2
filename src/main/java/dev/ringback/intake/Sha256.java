package dev.ringback.intake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a slice. Every Java platform has it. */
final class Sha256 {
    private Sha256() {}

    static byte[] of(byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
