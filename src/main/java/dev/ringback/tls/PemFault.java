package dev.ringback.tls;

/** What is wrong with one field of a profile's {@code tls}: a sentence without its subject. */
public record PemFault(String field, String predicate) {}
