package dev.ringback.domain.template;

/** The callback's data does not fit its profile's templates. It never will: another attempt is no use unless the profile changes. */
public record Unrenderable(String reason) implements Rendered {}
