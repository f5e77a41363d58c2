package dev.ringback.domain;

import java.util.Optional;
import java.util.UUID;

/** Names a user of the page; written {@code usr_} and 26 characters. */
public record UserId(UUID value) implements Actor {
    private static final String PREFIX = "usr";

    public static Optional<UserId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(UserId::new);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
