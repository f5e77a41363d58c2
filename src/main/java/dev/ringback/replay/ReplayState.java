package dev.ringback.replay;

/** How a replay is doing. */
public enum ReplayState {
    RUNNING("running"),
    /** Its profile is disabled: what it made would be skipped. It goes on by itself when the profile is enabled. */
    PAUSED("paused"),
    DONE("done"),
    CANCELLED("cancelled");

    private final String word;

    ReplayState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
