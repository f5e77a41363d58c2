package dev.ringback.http;

import dev.ringback.domain.SecretText;
import io.vertx.core.shareddata.Shareable;

/**
 * A secret within a JSON tree. It must be replaced before the tree is written (by its mask, or sealed): no writer of JSON knows it, and
 * it has no getter by which one could.
 */
public final class Veiled implements Shareable {
    /** Stands for a secret in answers; sent back it means: keep what is stored. */
    public static final String MASK = SecretText.MASK;

    private final String text;

    public Veiled(String text) {
        this.text = text;
    }

    public Veiled(SecretText secret) {
        this(secret.value());
    }

    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Veiled veiled && veiled.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
