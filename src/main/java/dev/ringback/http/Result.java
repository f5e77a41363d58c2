package dev.ringback.http;

import java.util.Optional;

/** What a text was read as, or why not: a sentence without its subject, {@code must be …}. */
public record Result<T>(Optional<T> value, Optional<String> refusal) {
    public static <T> Result<T> of(T value) {
        return new Result<>(Optional.of(value), Optional.empty());
    }

    public static <T> Result<T> refused(String predicate) {
        return new Result<>(Optional.empty(), Optional.of(predicate));
    }
}
