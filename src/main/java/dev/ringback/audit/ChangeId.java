package dev.ringback.audit;

import dev.ringback.domain.TypeId;
import java.util.Optional;
import java.util.UUID;

/** Names a change; written {@code chg_} and 26 characters. Later changes have larger ones. */
public record ChangeId(UUID value) {
    private static final String PREFIX = "chg";

    public static Optional<ChangeId> parse(String text) {
        return TypeId.decode(PREFIX, text).map(ChangeId::new);
    }

    @Override
    public String toString() {
        return TypeId.encode(PREFIX, value);
    }
}
