package dev.ringback.report;

import dev.ringback.domain.QuarterHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts a report is divided into, by the calendar of a time zone: weeks begin on Monday, and a day on which clocks are changed has 23 or 25
 * hours.
 */
public enum Interval {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The beginning of the one that holds that time. */
    public Instant start(Instant time, ZoneId zone) {
        ZonedDateTime there = time.atZone(zone);
        LocalDate day = there.toLocalDate();
        return switch (this) {
            case HOUR -> there.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> midnight(day, zone);
            case WEEK -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case MONTH -> midnight(day.withDayOfMonth(1), zone);
        };
    }

    /** The end of the one that holds that time: the first beginning behind it. */
    public Instant end(Instant time, ZoneId zone) {
        ZonedDateTime there = time.atZone(zone);
        LocalDate day = there.toLocalDate();
        return switch (this) {
            case HOUR -> there.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            case DAY -> midnight(day.plusDays(1), zone);
            case WEEK -> midnight(day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone);
            case MONTH -> midnight(day.plusMonths(1).withDayOfMonth(1), zone);
        };
    }

    /** Divides a range of whole quarter hours; empty when it makes more than so many. The first and the last may be parts of one. */
    public Optional<List<Period>> split(Period range, ZoneId zone, int most) {
        List<Period> parts = new ArrayList<>();
        for (Instant from = range.from(); from.isBefore(range.to()); ) {
            if (parts.size() == most) {
                return Optional.empty();
            }
            // Where clocks are set back by half an hour an hour of the wall may end before it began.
            Instant end = QuarterHours.floor(end(from, zone));
            Instant next = end.isAfter(from) ? end : from.plus(QuarterHours.STEP);
            Instant to = next.isBefore(range.to()) ? next : range.to();
            parts.add(new Period(from, to));
            from = to;
        }
        return Optional.of(parts);
    }

    /** Of the day, or when clocks were changed over midnight the first moment of it. */
    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
