package dev.ringback.intake;

import dev.ringback.http.FieldError;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import java.time.Duration;
import java.util.Map;

/** Refusals as the API says them. */
final class Problems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Problems() {}

    static Problem of(Refusal refusal) {
        Problem problem = new Problem(
                typeOf(refusal.reason()),
                refusal.detail(),
                refusal.faults().stream()
                        .map(fault -> new FieldError(fault.pointer(), fault.detail()))
                        .toList(),
                Map.of());
        boolean passes =
                refusal.reason() == Refusal.Reason.OVERLOADED || refusal.reason() == Refusal.Reason.UNAVAILABLE;
        return passes ? problem.retryAfter(RETRY_AFTER) : problem;
    }

    private static ProblemType typeOf(Refusal.Reason reason) {
        return switch (reason) {
            case MALFORMED -> ProblemType.BROKEN_JSON;
            case UNREADABLE -> ProblemType.UNREADABLE_MESSAGE;
            case INVALID -> ProblemType.INVALID_REQUEST;
            case UNKNOWN_PROFILE -> ProblemType.UNKNOWN_PROFILE;
            case TOO_LARGE -> ProblemType.BODY_TOO_LARGE;
            case KEY_REUSED -> ProblemType.IDEMPOTENCY_KEY_REUSED;
            case OVERLOADED -> ProblemType.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> ProblemType.UNAVAILABLE;
        };
    }
}
