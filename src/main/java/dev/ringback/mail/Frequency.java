package dev.ringback.mail;

import dev.ringback.report.Interval;
import dev.ringback.report.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** How often a report is mailed: the period that one is about, and the parts that its chart has. */
public enum Frequency {
    DAILY(Interval.DAY, Interval.HOUR),
    WEEKLY(Interval.WEEK, Interval.DAY),
    MONTHLY(Interval.MONTH, Interval.DAY);

    private final Interval whole;
    private final Interval part;

    Frequency(Interval whole, Interval part) {
        this.whole = whole;
        this.part = part;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Frequency of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public Interval part() {
        return part;
    }

    /** The period that holds that time. */
    public Period holding(Instant time, ZoneId zone) {
        return new Period(whole.start(time, zone), whole.end(time, zone));
    }

    /** The period that ends where this one begins. */
    public Period before(Period period, ZoneId zone) {
        return holding(period.from().minusMillis(1), zone);
    }
}
