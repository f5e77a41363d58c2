package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names an API key; written {@code key_} and 26 characters. */
public record KeyId(UUID value) implements Actor, Comparable<KeyId> {
    private static final String PREFIX = "key";

    public static Optional<KeyId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(KeyId::new);
    }

    @Override
    public int compareTo(KeyId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
