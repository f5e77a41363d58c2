package dev.ringback.history;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import java.util.UUID;

/** The ids of {@code from} and above that are below {@code below}. */
public record IdRange(UUID from, UUID below) {
    static final IdRange ALL = new IdRange(new UUID(0, 0), new UUID(-1, -1));

    IdRange below(CallbackId id) {
        return Uuid7.compare(id.value(), below) < 0 ? new IdRange(from, id.value()) : this;
    }
}
