package dev.ringback.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/** Time zones by their names, and days of a zone as times. */
public final class ZoneText {
    private static final Set<String> NAMES = new TreeSet<>(ZoneId.getAvailableZoneIds());

    private ZoneText() {}

    public static Result<ZoneId> parse(String text) {
        if (NAMES.contains(text)) {
            return Result.of(ZoneId.of(text));
        }
        return Result.refused("must be the name of a time zone, such as \"Europe/Berlin\" or \"UTC\", not "
                + Words.quoted(text) + "." + Words.suggestion(text, NAMES));
    }

    /** A time, or a day, which is its beginning in that zone. */
    public static Result<Instant> time(String text, ZoneId zone) {
        try {
            return TimeText.parse(
                    TimeText.format(LocalDate.parse(text).atStartOfDay(zone).toInstant()));
        } catch (DateTimeException noDay) {
            // A plus sign in a query is a blank to most.
            Result<Instant> time = TimeText.parse(text.replace(' ', '+'));
            return time.refusal().isEmpty()
                    ? time
                    : Result.refused(
                            "must be a time with its offset, such as \"2026-01-31T12:00:00Z\", or a day, such as"
                                    + " \"2026-01-31\", not " + Words.quoted(text));
        }
    }
}
