package dev.ringback.domain.template.value;

/** A step between a value and the place it is written to. A value is JSON; no bytes stand for one that is missing. */
public interface Filter {
    byte[] apply(byte[] json);
}
