package dev.ringback.store;

import dev.ringback.domain.QuarterHours;
import dev.ringback.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A stretch of time as whole days of UTC, and what is to be added or taken away by quarter hours at both ends: half a day at most, whichever is
 * shorter. The days go from the first to the end, which is not among them.
 */
record WholeDays(LocalDate first, LocalDate end, Edge before, Edge after) {
    private static final Duration HALF = Duration.ofHours(12);

    /** {@code sign}: 1 adds, -1 takes away. */
    record Edge(Instant from, Instant to, int sign) {}

    static WholeDays of(Period period) {
        LocalDate first = QuarterHours.day(period.from());
        LocalDate last = QuarterHours.day(period.to());
        boolean firstAlmostWhole = sinceMidnight(period.from()).compareTo(HALF) <= 0;
        boolean lastAlmostWhole = sinceMidnight(period.to()).compareTo(HALF) > 0;
        return new WholeDays(
                firstAlmostWhole ? first : first.plusDays(1),
                lastAlmostWhole ? last.plusDays(1) : last,
                firstAlmostWhole
                        ? new Edge(QuarterHours.start(first), period.from(), -1)
                        : new Edge(period.from(), QuarterHours.start(first.plusDays(1)), 1),
                lastAlmostWhole
                        ? new Edge(period.to(), QuarterHours.start(last.plusDays(1)), -1)
                        : new Edge(QuarterHours.start(last), period.to(), 1));
    }

    private static Duration sinceMidnight(Instant time) {
        return Duration.between(QuarterHours.start(QuarterHours.day(time)), time);
    }
}
