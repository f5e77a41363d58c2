package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names an inbox; written {@code inbox_} and 26 characters. */
public record InboxId(UUID value) implements Comparable<InboxId> {
    private static final String PREFIX = "inbox";

    public static Optional<InboxId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(InboxId::new);
    }

    @Override
    public int compareTo(InboxId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
