package dev.ringback.report;

import dev.ringback.domain.QuarterHours;

/** Periods as counts know them. */
public final class QuarterPeriods {
    private QuarterPeriods() {}

    /** The whole quarter hours that a period touches; one at least. */
    public static Period within(Period period) {
        var from = QuarterHours.floor(period.from());
        var to = QuarterHours.ceiling(period.to());
        return new Period(from, to.isAfter(from) ? to : from.plus(QuarterHours.STEP));
    }
}
