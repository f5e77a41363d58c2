package dev.ringback.domain;

/** A query parameter of a profile; the value is a template. */
public record QueryParameter(String name, String value) {}
