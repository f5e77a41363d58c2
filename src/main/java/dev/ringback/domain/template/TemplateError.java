package dev.ringback.domain.template;

/** What is wrong in one field of a profile; the pointer is that of RFC 6901 into the profile, the detail names the position. */
public record TemplateError(String pointer, String detail) {}
