package dev.ringback.domain;

import java.time.Duration;
import java.util.Optional;

/** How users write durations: a whole number and one unit, as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 3d}. */
public final class Durations {
    private static final int DIGITS_MAX = 9;

    private Durations() {}

    /** Empty when it is written in any other way, or is zero. Which of the possible ones make sense is the caller's to say. */
    public static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > DIGITS_MAX || text.charAt(0) == '0') {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            case "d" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    /** In the largest unit that leaves nothing over; one day is {@code 24h}. What is finer than a millisecond is cut off. */
    public static String print(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        } else if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        long hours = seconds / 3600;
        return hours % 24 == 0 && hours > 24 ? hours / 24 + "d" : hours + "h";
    }
}
