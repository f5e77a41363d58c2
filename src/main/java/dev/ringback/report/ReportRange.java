package dev.ringback.report;

import dev.ringback.domain.QuarterHours;
import dev.ringback.http.QueryFields;
import dev.ringback.http.ZoneText;
import java.time.Instant;
import java.time.ZoneId;

/** What stretch of time a report is asked for, or the last 30 days, by the calendar of a zone: whole quarter hours, at least what was named. */
record ReportRange(ZoneId zone, Period period) {
    private static final int DAYS = 30;
    private static final ZoneId UTC = ZoneId.of("UTC");

    static ReportRange of(QueryFields query, Instant now) {
        ZoneId zone = query.parsed("time_zone", ZoneText::parse).orElse(UTC);
        Instant tonight = Interval.DAY.end(now, zone);
        Instant to = query.parsed("to", text -> ZoneText.time(text, zone)).orElse(tonight);
        Instant from = query.parsed("from", text -> ZoneText.time(text, zone))
                .orElseGet(() -> to.atZone(zone).minusDays(DAYS).toInstant());
        if (!from.isBefore(to)) {
            query.refuse("from", "must be before to");
            return new ReportRange(zone, new Period(now, now));
        }
        return new ReportRange(zone, new Period(QuarterHours.floor(from), QuarterHours.ceiling(to)));
    }
}
