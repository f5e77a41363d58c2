package dev.ringback.account;

import dev.ringback.domain.AccountId;
import java.time.Instant;

/** A customer's workspace: it owns profiles, keys and inboxes. */
public record Account(AccountId id, String name, Instant createdAt) {}
