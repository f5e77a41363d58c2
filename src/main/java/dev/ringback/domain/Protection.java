package dev.ringback.domain;

/** What lets a receiver tell that a callback is genuine, and keeps its content from others. */
public record Protection(SignatureSpec signature, Encryption encryption) {
    public static final Protection SIGNED = new Protection(new SignatureSpec(true), new Encryption.Off());
    public static final Protection NONE = new Protection(new SignatureSpec(false), new Encryption.Off());
}
