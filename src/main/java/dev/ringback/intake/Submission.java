package dev.ringback.intake;

import dev.ringback.domain.ProfileId;
import java.time.Instant;
import java.util.Optional;

/** What a publisher asks for, read but not yet held against the profile. {@code data} is the JSON object as it came. */
record Submission(
        ProfileId profile,
        String event,
        byte[] data,
        String reference,
        Schedule schedule,
        Optional<Entry.IdempotencyKey> key) {

    /** When, and in which line: {@code orderKey} is empty when the order does not matter. */
    record Schedule(Optional<Instant> deliverAt, Instant expiresAt, String orderKey) {}
}
