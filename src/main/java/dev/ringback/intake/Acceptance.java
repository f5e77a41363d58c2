package dev.ringback.intake;

import dev.ringback.domain.CallbackId;

/** The answer to one submission. */
public sealed interface Acceptance {
    /** It is durable. {@code skipped}: its profile is disabled, so it has its final record already. */
    record Accepted(CallbackId id, boolean skipped) implements Acceptance {}

    record Refused(Refusal refusal) implements Acceptance {}
}
