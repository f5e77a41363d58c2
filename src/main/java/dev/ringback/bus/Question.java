package dev.ringback.bus;

/**
 * An address where one answer comes back within a limit. Bodies are JSON objects, as publishers of any language on the cluster send them, or
 * Buffers of their text.
 */
public record Question(String address) {}
