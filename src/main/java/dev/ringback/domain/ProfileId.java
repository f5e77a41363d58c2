package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names a profile; written {@code cbp_} and 26 characters. */
public record ProfileId(UUID value) implements Comparable<ProfileId> {
    private static final String PREFIX = "cbp";

    public static Optional<ProfileId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(ProfileId::new);
    }

    @Override
    public int compareTo(ProfileId other) {
        return Uuid7.compare(value, other.value);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
