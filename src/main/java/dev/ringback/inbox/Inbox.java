package dev.ringback.inbox;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.InboxId;
import java.time.Duration;
import java.time.Instant;

/** A built-in receiver and how it answers: with which status, after which delay. It never changes. */
public record Inbox(InboxId id, AccountId account, int httpStatus, Duration delay, Instant createdAt) {}
