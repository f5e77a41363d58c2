package dev.ringback.session;

import java.time.Duration;

/** How long sessions live: since they were used, and at all; and whether their cookie is for HTTPS alone. */
public record Terms(Duration idleMax, Duration lifetimeMax, boolean secure) {}
