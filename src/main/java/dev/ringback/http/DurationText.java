package dev.ringback.http;

import dev.ringback.domain.Durations;
import java.time.Duration;
import java.util.Optional;

/** Durations as the API takes them: within bounds, and {@code 0s} where the bounds allow it. */
public final class DurationText {
    private DurationText() {}

    public static Result<Duration> parse(String text, Duration min, Duration max) {
        Optional<Duration> parsed = text.equals("0s") ? Optional.of(Duration.ZERO) : Durations.parse(text);
        if (parsed.isEmpty()) {
            return Result.refused(
                    "must be a whole number with a unit (ms, s, m, h, d), such as \"10s\", not " + Words.quoted(text));
        }
        Duration duration = parsed.get();
        boolean fits = duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
        return fits
                ? Result.of(duration)
                : Result.refused("must be from " + format(min) + " to " + format(max) + ", not " + Words.quoted(text));
    }

    public static String format(Duration duration) {
        return Durations.print(duration);
    }
}
