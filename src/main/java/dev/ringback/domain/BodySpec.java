package dev.ringback.domain;

/** The body of a profile: its type and its template as the user wrote it. */
public record BodySpec(BodyType type, String template) {}
