package dev.ringback.domain;

import java.time.Instant;

/**
 * One accepted thing to deliver. {@code event} is empty when none was named; {@code data} is the JSON object as it came, byte for byte
 * (never changed by anybody); {@code expiresAt} is {@link Instant#MAX} when it never expires.
 */
public record Callback(CallbackId id, ProfileId profile, String event, byte[] data, Instant expiresAt) {
    public Instant acceptedAt() {
        return Uuid7.time(id.value());
    }
}
