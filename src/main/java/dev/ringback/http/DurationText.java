package dev.ringback.http;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the API writes them: a whole number and a unit. */
public final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private DurationText() {}

    public static Result<Duration> parse(String text, Duration min, Duration max) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Result.refused(
                    "must be a whole number with a unit (ms, s, m, h, d), such as \"10s\", not " + Words.quoted(text));
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        Duration duration = unit.multipliedBy(Long.parseLong(matcher.group(1)));
        boolean fits = duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
        return fits
                ? Result.of(duration)
                : Result.refused("must be from " + format(min) + " to " + format(max) + ", not " + Words.quoted(text));
    }

    /** In the largest unit that leaves nothing over. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
