package dev.ringback.history;

import dev.ringback.domain.Verdict;
import java.util.Optional;

/** The state of a callback as readers see it. It is derived from the backlog and the latest attempt, and stored nowhere. */
public enum CallbackState {
    WAITING("waiting"),
    DELIVERED("delivered"),
    /** Also when it expired: the error says so. */
    FAILED("failed"),
    SKIPPED("skipped"),
    CANCELLED("cancelled");

    private final String word;

    CallbackState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<CallbackState> of(String word) {
        for (CallbackState state : values()) {
            if (state.word.equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    public static CallbackState after(Verdict.Kind latest) {
        return switch (latest) {
            case RETRY -> WAITING;
            case DELIVERED -> DELIVERED;
            case FAILED, EXPIRED -> FAILED;
            case SKIPPED -> SKIPPED;
            case CANCELLED -> CANCELLED;
        };
    }
}
