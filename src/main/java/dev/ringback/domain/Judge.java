package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Decides what an outcome means for its callback and for its receiver. Everything that did not succeed is tried again by the profile's schedule,
 * as receivers are often misconfigured for a while; only 410 (Gone) and a request that cannot be made from this data end it at once.
 */
public final class Judge {
    private static final int GONE = 410;
    private static final double JITTER_MAX = 0.1;
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

    private Judge() {}

    /**
     * The wait before the next attempt is the schedule's or, if longer, what the receiver asked for (at most 24 h), and up to a tenth more by
     * chance, so that callbacks that failed together do not come back together.
     */
    public static Verdict verdict(Tried tried, Outcome outcome, RandomGenerator random) {
        if (tried.succeeded()) {
            return Verdict.DELIVERED;
        }
        if (outcome.httpStatus() == GONE || outcome.kind() == OutcomeKind.UNRENDERABLE) {
            return Verdict.FAILED;
        }
        return tried.retry()
                .waitAfter(tried.number())
                .map(wait -> later(tried, longer(wait, outcome), random))
                .orElse(Verdict.FAILED);
    }

    /** What was tried: by which schedule, which attempt it was, and whether the profile's rule calls its status a success. */
    public record Tried(RetrySchedule retry, int number, boolean succeeded, Instant now, Instant expiresAt) {}

    /** Whether the receiver says that it wants no callbacks any more. */
    public static boolean isGone(Outcome outcome) {
        return outcome.httpStatus() == GONE;
    }

    public static Lanes.Health health(Outcome outcome) {
        return switch (outcome.kind()) {
            case ANSWERED -> healthOf(outcome.httpStatus());
            case TIMED_OUT -> Lanes.Health.OVERLOADED;
            case UNRESOLVED, UNREACHABLE, TLS_FAILED, BROKEN, NO_TOKEN -> Lanes.Health.ILL;
            case NONE, FORBIDDEN_ADDRESS, UNRENDERABLE -> Lanes.Health.GOOD;
        };
    }

    private static Lanes.Health healthOf(int httpStatus) {
        if (httpStatus == 429 || httpStatus == 503) {
            return Lanes.Health.OVERLOADED;
        }
        return httpStatus >= 500 || httpStatus == 408 ? Lanes.Health.ILL : Lanes.Health.GOOD;
    }

    private static Duration longer(Duration wait, Outcome outcome) {
        Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
        Duration bounded = asked.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : asked;
        return bounded.compareTo(wait) > 0 ? bounded : wait;
    }

    private static Verdict later(Tried tried, Duration wait, RandomGenerator random) {
        Instant dueAt = tried.now().plus(wait).plusNanos((long) (wait.toNanos() * JITTER_MAX * random.nextDouble()));
        return dueAt.isBefore(tried.expiresAt()) ? Verdict.retryAt(dueAt) : Verdict.FAILED;
    }
}
