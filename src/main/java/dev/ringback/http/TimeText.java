package dev.ringback.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as the API writes them: RFC 3339, in UTC, to the millisecond. Any offset is read. */
public final class TimeText {
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(java.util.Locale.ROOT);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeText() {}

    public static String format(Instant time) {
        return FORMAT.format(time);
    }

    public static Result<Instant> parse(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return Result.of(time);
            }
        } catch (DateTimeException e) {
            // Told below, as for a time out of range.
        }
        return Result.refused(
                "must be a time with its offset, such as \"2026-01-31T12:00:00Z\", not " + Words.quoted(text));
    }
}
