package dev.ringback.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void daysOnWhichClocksAreChangedHave23Or25Hours() {
        assertThat(hours(Interval.DAY, "2026-03-28", "2026-03-31", BERLIN)).containsExactly(24L, 23L, 24L);
        assertThat(hours(Interval.DAY, "2026-10-24", "2026-10-27", BERLIN)).containsExactly(24L, 25L, 24L);
    }

    @Test
    void theHourThatComesTwiceIsTwoLines() {
        assertThat(split(Interval.HOUR, "2026-10-25", "2026-10-26", BERLIN)).hasSize(25);
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        List<Period> weeks = split(Interval.WEEK, "2026-11-01", "2026-11-16", BERLIN);
        assertThat(weeks)
                .extracting(week -> week.from().atZone(BERLIN).toLocalDate().toString())
                .containsExactly("2026-11-01", "2026-11-02", "2026-11-09");
        assertThat(hours(Interval.MONTH, "2026-10-01", "2026-12-01", BERLIN)).containsExactly(745L, 720L);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-11-01T18:30:00Z",
        "Asia/Kathmandu, 2026-11-01T18:15:00Z",
        "Australia/Eucla, 2026-11-01T15:15:00Z",
        "America/St_Johns, 2026-11-02T03:30:00Z"
    })
    void daysOfZonesWithPartsOfHoursBeginAtAQuarterHour(ZoneId zone, Instant midnight) {
        assertThat(Interval.DAY.start(Instant.parse("2026-11-02T10:00:00Z"), zone))
                .isEqualTo(midnight);
    }

    @ParameterizedTest
    @CsvSource({"Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Africa/Cairo"})
    void partsFollowEachOtherWithoutAGapInOddZones(ZoneId zone) {
        for (Interval interval : Interval.values()) {
            Period year = new Period(Instant.parse("2025-12-31T00:00:00Z"), Instant.parse("2027-01-02T00:00:00Z"));
            List<Period> parts = interval.split(year, zone, 10_000).orElseThrow();

            assertThat(parts.get(0).from()).isEqualTo(year.from());
            assertThat(parts.get(parts.size() - 1).to()).isEqualTo(year.to());
            for (int i = 1; i < parts.size(); i++) {
                assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
            }
        }
    }

    @Test
    void whatMakesTooManyLinesIsNotMade() {
        Period day = new Period(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
        assertThat(Interval.HOUR.split(day, BERLIN, 23)).isEmpty();
        assertThat(Interval.HOUR.split(day, BERLIN, 24)).isPresent();
    }

    private static List<Long> hours(Interval interval, String from, String to, ZoneId zone) {
        return split(interval, from, to, zone).stream()
                .map(part -> Duration.between(part.from(), part.to()).toHours())
                .toList();
    }

    private static List<Period> split(Interval interval, String from, String to, ZoneId zone) {
        Period range = new Period(midnight(from, zone), midnight(to, zone));
        return interval.split(range, zone, 1000).orElseThrow();
    }

    private static Instant midnight(String day, ZoneId zone) {
        return LocalDate.parse(day).atStartOfDay(zone).toInstant();
    }
}
