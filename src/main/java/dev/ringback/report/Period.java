package dev.ringback.report;

import java.time.Instant;

/** From a time to another, which is not in it. */
public record Period(Instant from, Instant to) {}
