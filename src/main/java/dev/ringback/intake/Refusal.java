package dev.ringback.intake;

import java.util.List;

/** Why a submission was not accepted. Nothing of it was stored. */
public record Refusal(Reason reason, String detail, List<Fault> faults) {
    /** A field that is wrong: its JSON pointer, and what was expected. */
    public record Fault(String pointer, String detail) {}

    public enum Reason {
        MALFORMED,
        INVALID,
        UNKNOWN_PROFILE,
        TOO_LARGE,
        KEY_REUSED,
        OVERLOADED,
        UNAVAILABLE
    }

    static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, List.of());
    }

    static Refusal invalid(String pointer, String detail) {
        return new Refusal(Reason.INVALID, "A field is not as it should be.", List.of(new Fault(pointer, detail)));
    }
}
