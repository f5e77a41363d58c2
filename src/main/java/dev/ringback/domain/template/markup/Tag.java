package dev.ringback.domain.template.markup;

import java.util.List;

/** A start tag as it stands in the template; {@code empty} when it ends in a slash. */
record Tag(String name, int from, int to, boolean empty, List<Attribute> attributes) {
    /** The value is as written; {@code fixed} when it holds no placeholder. */
    record Attribute(String name, int at, String value, int valueAt, boolean fixed) {}

    /** Whether it could have been meant for a placeholder. */
    boolean isBare() {
        return attributes.isEmpty() && !empty && name.indexOf(':') < 0;
    }
}
