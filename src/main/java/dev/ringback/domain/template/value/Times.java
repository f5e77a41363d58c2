package dev.ringback.domain.template.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times that platforms send: {@code 2026-11-22T09:30:00Z}, {@code 2026-11-22 09:30:00}, with or without fraction and offset (UTC
 * when it is missing), a date alone, the form of mails, and seconds or milliseconds since 1970.
 */
final class Times {
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(Z|z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,14}(\\.\\d{1,9})?");
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);
    private static final int LENGTH_MAX = 64;

    private Times() {}

    static Optional<Instant> read(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            Matcher parts = DATE_TIME.matcher(text);
            if (parts.matches()) {
                return Optional.of(instant(parts));
            } else if (NUMBER.matcher(text).matches()) {
                return Optional.of(sinceEpoch(new BigDecimal(text)));
            }
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher parts) {
        LocalDate date = LocalDate.parse(parts.group(1));
        String time = Optional.ofNullable(parts.group(2)).orElse("00:00");
        String offset = Optional.ofNullable(parts.group(3)).orElse("Z");
        ZoneOffset zone = Character.isLetter(offset.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(offset);
        return date.atTime(LocalTime.parse(time)).toInstant(zone);
    }

    /** So large a number of seconds would be in the year 5138. */
    private static Instant sinceEpoch(BigDecimal number) {
        BigDecimal seconds = number.abs().compareTo(MILLIS_FROM) < 0 ? number : number.movePointLeft(3);
        long whole = seconds.longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }
}
