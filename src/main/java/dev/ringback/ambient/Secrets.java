package dev.ringback.ambient;

import java.security.SecureRandom;
import java.util.Random;

/** Chance that nobody can guess: for keys, nonces and tokens. Slower than what ids use. Safe for all threads. */
public final class Secrets {
    private final Random random;

    public static Secrets ofSystem() {
        return new Secrets(new SecureRandom());
    }

    /** Tests decide the bytes; everything else takes {@link #ofSystem}. */
    Secrets(Random random) {
        this.random = random;
    }

    /** The same chance, for what takes its bytes itself. */
    public java.util.random.RandomGenerator chance() {
        return random;
    }

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
