package dev.ringback.domain.access;

import dev.ringback.domain.SecretText;

/** Who asks for a token. */
public record Client(String id, SecretText secret) {}
