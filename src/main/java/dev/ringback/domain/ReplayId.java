package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names a replay; written {@code rpl_} and 26 characters. */
public record ReplayId(UUID value) implements Comparable<ReplayId> {
    private static final String PREFIX = "rpl";

    public static Optional<ReplayId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(ReplayId::new);
    }

    @Override
    public int compareTo(ReplayId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
