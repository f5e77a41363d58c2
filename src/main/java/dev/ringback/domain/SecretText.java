package dev.ringback.domain;

/** A text that only its use may see: it is sealed where it is kept, masked where it is shown, and does not print itself. */
public record SecretText(String value) {
    public static final String MASK = "••••";

    /** Hides the text: records print their components. */
    @Override
    public String toString() {
        return MASK;
    }
}
