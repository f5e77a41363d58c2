package dev.ringback.domain;

import java.util.Locale;
import java.util.Optional;

/** What an API key may do. Reads and writes of one account, except for the operator's, which also sees to the accounts. */
public enum Scope {
    /** Makes and removes accounts; may do all else too. */
    OPERATOR,
    /** Sees to the profiles, keys and settings of its account; may publish and read there. */
    ADMIN,
    /** Submits callbacks. */
    PUBLISH,
    /** Reads. */
    READ;

    /** Empty when there is no scope of that name. */
    public static Optional<Scope> parse(String text) {
        for (Scope scope : values()) {
            if (scope.text().equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /** As the API writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean implies(Scope other) {
        return this == other || this == OPERATOR || (this == ADMIN && other != OPERATOR);
    }
}
