package dev.ringback.intake;

import java.util.List;

/** Why a submission was not accepted. Nothing of it was stored. */
public record Refusal(Reason reason, String detail, List<Fault> faults) {
    /** A field that is wrong: its JSON pointer, and what was expected. */
    public record Fault(String pointer, String detail) {}

    public enum Reason {
        MALFORMED,
        UNREADABLE,
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
        return invalid(List.of(new Fault(pointer, detail)));
    }

    /** Its detail says all of a single fault, for those who show or log nothing else. */
    static Refusal invalid(List<Fault> faults) {
        Fault first = faults.get(0);
        String said =
                first.pointer().isEmpty() ? first.detail() : first.pointer().substring(1) + ": " + first.detail();
        boolean ended = said.endsWith("?");
        return new Refusal(
                Reason.INVALID,
                faults.size() > 1 ? faults.size() + " fields are not valid." : said + (ended ? "" : "."),
                faults);
    }
}
