package dev.ringback.catalogue;

import java.util.Locale;

/** A value an event carries, offered for templates. The sample of an object or a list is JSON. */
public record Variable(String name, Type type, String description, String sample) {
    /** What JSON can hold. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        OBJECT,
        LIST;

        /** As it is written in the file and in the API. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
