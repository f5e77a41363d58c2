package dev.ringback.catalogue;

import java.util.List;
import java.util.Locale;

/**
 * A value an event carries, offered for templates. The name is a path as templates write it; the sample is as it was written, and JSON unless
 * the type is text. {@code values} are all there are, where they are few and known.
 */
public record Variable(String name, Type type, String description, String sample, List<String> values) {
    public Variable {
        values = List.copyOf(values);
    }

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
