package dev.ringback.domain;

import java.util.UUID;

/** Who may act: an API key, or a user who signed in. */
public sealed interface Actor permits KeyId, UserId {
    UUID value();
}
