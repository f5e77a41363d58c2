package dev.ringback.domain;

/** Whether callbacks of a profile are signed. */
public record SignatureSpec(boolean enabled) {}
