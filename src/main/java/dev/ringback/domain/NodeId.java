package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names a node's run: each process start has its own; written {@code node_} and 26 characters. */
public record NodeId(UUID value) implements Comparable<NodeId> {
    private static final String PREFIX = "node";

    public static Optional<NodeId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(NodeId::new);
    }

    @Override
    public int compareTo(NodeId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
