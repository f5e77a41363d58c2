package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Prints a time as {@code 2026-11-22T09:30:00.125Z}. A third of the cost of the JDK's formatter, which every rendering of the standard
 * body would pay.
 */
final class Rfc3339 {
    private static final long DAY = 86_400_000;

    private Rfc3339() {}

    static String text(long epochMillis) {
        long days = Math.floorDiv(epochMillis, DAY);
        int millis = (int) Math.floorMod(epochMillis, DAY);
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(ISO_8859_1);
        date(days, text);
        digits(millis / 3_600_000, 2, 11, text);
        digits(millis / 60_000 % 60, 2, 14, text);
        digits(millis / 1000 % 60, 2, 17, text);
        digits(millis % 1000, 3, 20, text);
        return new String(text, ISO_8859_1);
    }

    /** The Gregorian calendar with years that start in March, so that the leap day is the last (Hinnant's civil_from_days). */
    private static void date(long days, byte[] text) {
        long shifted = days + 719_468;
        int era = (int) Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, 0, text);
        digits(month, 2, 5, text);
        digits(dayOfYear - (153 * fromMarch + 2) / 5 + 1, 2, 8, text);
    }

    private static void digits(int number, int count, int at, byte[] text) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
