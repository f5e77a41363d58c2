package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names a callback; written {@code cb_} and 26 characters. */
public record CallbackId(UUID value) implements Comparable<CallbackId> {
    private static final String PREFIX = "cb";

    public static Optional<CallbackId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(CallbackId::new);
    }

    @Override
    public int compareTo(CallbackId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
