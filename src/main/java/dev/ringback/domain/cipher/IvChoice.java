package dev.ringback.domain.cipher;

/** Where the IV of a value comes from. */
public enum IvChoice {
    /** The profile's own, the same for each value, as receivers expect that were written for other platforms. */
    COMPATIBLE("compatible"),
    /** A new one for each value, which stands before it. */
    RANDOM("random");

    private final String word;

    IvChoice(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
