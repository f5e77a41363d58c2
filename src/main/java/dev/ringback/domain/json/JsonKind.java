package dev.ringback.domain.json;

/** What stands at the cursor, told from its first byte alone: the value may still turn out to be broken. */
public enum JsonKind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL
}
