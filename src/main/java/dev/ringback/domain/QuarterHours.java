package dev.ringback.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The steps in which counts are kept: the days of every time zone, also of those with 30 or 45 minutes, are made of whole ones. */
public final class QuarterHours {
    public static final Duration STEP = Duration.ofMinutes(15);

    private QuarterHours() {}

    /** The beginning of the one that holds that time. */
    public static Instant floor(Instant time) {
        long seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, STEP.toSeconds()));
    }

    /** The first beginning that is not before that time. */
    public static Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(STEP);
    }

    /** The day of UTC that holds that time. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
