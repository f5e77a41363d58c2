package dev.ringback.domain.template.pattern;

/**
 * Something in angle brackets in a template, and what it was taken for. The pointer is that of the field; characters are counted from 1.
 * The path is without brackets, formats and default; of markup it is the element's name.
 */
public record Mention(String pointer, int character, String text, String path, boolean isPlaceholder) {}
