package dev.ringback.live;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.intake.Entry;
import java.util.Optional;

/** A callback as it was seen passing by: accepted, or just tried. The reference is known of accepted ones alone; texts are empty for none. */
public record Glimpse(
        CallbackId id, ProfileId profile, String event, String reference, String state, Optional<Attempt> last) {

    static Glimpse of(Entry entry) {
        return new Glimpse(
                entry.callback().id(),
                entry.callback().profile(),
                entry.callback().event(),
                entry.reference(),
                state(entry),
                Optional.empty());
    }

    static Glimpse of(Attempt attempt) {
        return new Glimpse(
                attempt.work().callback().id(),
                attempt.work().callback().profile(),
                attempt.work().callback().event(),
                "",
                state(attempt.verdict().kind()),
                Optional.of(attempt).filter(tried -> tried.outcome().kind() != OutcomeKind.NONE));
    }

    static String state(Entry entry) {
        return entry.beside().skipped() ? "skipped" : "waiting";
    }

    static String state(Verdict.Kind verdict) {
        return switch (verdict) {
            case RETRY -> "waiting";
            case DELIVERED -> "delivered";
            case FAILED, EXPIRED -> "failed";
            case SKIPPED -> "skipped";
            case CANCELLED -> "cancelled";
        };
    }
}
