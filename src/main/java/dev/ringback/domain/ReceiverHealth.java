package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a profile's receiver fares in the last quarter of an hour, and what its account was told last. Decides what it should be told now: that more
 * than half of the attempts fail, that this is over, or that the profile was disabled by itself.
 */
public record ReceiverHealth(
        double delivered,
        double failing,
        boolean autoDisabled,
        Instant stateSince,
        Told told,
        Optional<Instant> toldAt) {
    /** At most one mail a profile in that time. */
    public static final Duration BETWEEN = Duration.ofHours(1);

    /** Of fewer attempts nothing is said: one that failed would be all of them. */
    private static final double ATTEMPTS_MIN = 5;

    private static final double FAILING_ABOVE = 0.5;
    /** Well below, or a receiver that fails every other time would be failing and well by turns. */
    private static final double FINE_BELOW = 0.25;

    /** What an account knows of a profile. */
    public enum Told {
        FINE,
        FAILING,
        DISABLED
    }

    /** What has changed since it was told last; empty when nothing has, or when it is too early to say so. */
    public Optional<Told> toTell(Instant now) {
        boolean tooEarly = toldAt.map(at -> now.isBefore(at.plus(BETWEEN))).orElse(false);
        Told is = is();
        boolean disabledAgain = is == Told.DISABLED
                && told == Told.DISABLED
                && toldAt.map(stateSince::isAfter).orElse(false);
        return tooEarly || is == told && !disabledAgain ? Optional.empty() : Optional.of(is);
    }

    /** The part of attempts that failed. */
    public double failingPart() {
        double all = delivered + failing;
        return all == 0 ? 0 : failing / all;
    }

    private Told is() {
        if (autoDisabled) {
            return Told.DISABLED;
        }
        if (delivered + failing >= ATTEMPTS_MIN && failingPart() > FAILING_ABOVE) {
            return Told.FAILING;
        }
        return delivered > 0 && failingPart() < FINE_BELOW ? Told.FINE : told;
    }
}
