package dev.ringback.domain;

/** Whether a profile's receiver is called. */
public enum ProfileState {
    ACTIVE("active"),
    DISABLED("disabled"),
    AUTO_DISABLED("auto_disabled");

    private final String word;

    ProfileState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
