package dev.ringback.http;

/**
 * What is wrong with one field: a JSON pointer into the body, or a slash and the name of a query parameter, and a sentence.
 */
public record FieldError(String pointer, String detail) {}
