package dev.ringback.domain;

/** How the content of a profile's callbacks is encrypted: not at all, so far. */
public sealed interface Encryption {
    /** The content goes as it is; TLS alone protects it. */
    record Off() implements Encryption {}
}
