package dev.ringback.mail;

import dev.ringback.mail.ComposeMail.Figures;
import dev.ringback.report.Counts;
import dev.ringback.report.LastError;
import dev.ringback.report.Period;
import dev.ringback.report.ReadReport.Failing;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A report in words: the plain half of its mail, and the phrases that both halves share. */
final class ReportText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final int ERROR_MAX = 140;

    private final Figures figures;
    private final PageLinks links;
    private final Counts total;

    ReportText(Figures figures, String base) {
        this.figures = figures;
        this.links = new PageLinks(base);
        this.total = figures.total();
    }

    String subject() {
        return "Callbacks " + period() + ": " + number(total.delivered()) + " delivered, " + number(total.failed())
                + " failed";
    }

    /** {@code Sunday, 25 October 2026}, {@code 19 to 25 October 2026}, {@code October 2026}. */
    String period() {
        ZoneId zone = figures.letter().zone();
        Period period = figures.letter().period();
        LocalDate first = period.from().atZone(zone).toLocalDate();
        LocalDate last = period.to().minusMillis(1).atZone(zone).toLocalDate();
        String soFar = figures.letter().kind() == MailStore.Kind.ASKED ? " so far" : "";
        return switch (figures.frequency()) {
            case DAILY -> DAY.format(first) + soFar;
            case WEEKLY -> SHORT_DAY.format(first) + " to " + SHORT_DAY.format(last) + soFar;
            case MONTHLY -> MONTH.format(first) + soFar;
        };
    }

    String delivered() {
        return number(total.delivered());
    }

    String failed() {
        return number(total.failed());
    }

    String rate() {
        return rate(total.successRate());
    }

    /** {@code 12 % more than the day before}. */
    String deliveredChange() {
        return change(total.delivered(), figures.before().delivered());
    }

    String failedChange() {
        return change(total.failed(), figures.before().failed());
    }

    String rateChange() {
        OptionalDouble before = figures.before().successRate();
        return before.isEmpty() ? "none " + before() : rate(before) + " " + before();
    }

    /** What else there was; what was not is not named. */
    String rest() {
        List<String> rest = new ArrayList<>();
        add(rest, total.retried(), "attempts retried");
        add(rest, total.skipped(), "callbacks skipped");
        add(rest, total.cancelled(), "cancelled");
        add(rest, total.expired(), "expired");
        OptionalDouble latency = total.latency().percentile(0.95);
        String first = total.delivered() + total.failed() == 0
                ? "Nothing was delivered and nothing failed in this time. "
                : "";
        String within = latency.isPresent()
                ? "95 % of callbacks were delivered within " + time(latency.getAsDouble()) + ". "
                : "";
        String more = rest.isEmpty() ? "" : "Besides: " + String.join(", ", rest) + ".";
        return (first + within + more).strip();
    }

    private static void add(List<String> rest, long count, String what) {
        if (count > 0) {
            rest.add(number(count) + " " + what);
        }
    }

    static String why(Failing failing) {
        return failing.lastError().map(ReportText::words).orElse("no error is kept");
    }

    private static String words(LastError error) {
        String words = error.message();
        return words.length() <= ERROR_MAX ? words : words.substring(0, ERROR_MAX) + "…";
    }

    static String failures(Counts counts) {
        return number(counts.failed()) + " failed"
                + (counts.retried() > 0 ? ", " + number(counts.retried()) + " retried" : "")
                + (counts.expired() > 0 ? ", " + number(counts.expired()) + " expired" : "");
    }

    String plain(String leave) {
        StringBuilder text = new StringBuilder();
        text.append("Callbacks, ").append(period()).append("\n");
        text.append("Account ").append(figures.letter().account().name()).append(", time zone ");
        text.append(figures.letter().zone()).append("\n\n");
        addFigures(text);
        if (!figures.failing().isEmpty()) {
            addFailing(text);
        }
        text.append("All of it: ")
                .append(links.report(figures.letter().period()))
                .append("\n\n-- \n");
        text.append("Sent because callback reports by mail are turned on for this address.\nTurn them off for it: ");
        return text.append(leave).append("\n").toString();
    }

    private void addFigures(StringBuilder text) {
        text.append("Delivered     ")
                .append(delivered())
                .append("  (")
                .append(deliveredChange())
                .append(")\n");
        text.append("Failed        ")
                .append(failed())
                .append("  (")
                .append(failedChange())
                .append(")\n");
        text.append("Success rate  ")
                .append(rate())
                .append("  (")
                .append(rateChange())
                .append(")\n\n");
        text.append(rest()).append("\n\n");
    }

    private void addFailing(StringBuilder text) {
        text.append("Profiles with most failures\n\n");
        for (Failing failing : figures.failing()) {
            text.append("  ").append(failing.profile().named().title()).append(": ");
            text.append(failures(failing.profile().counts()))
                    .append("\n  Last: ")
                    .append(why(failing))
                    .append("\n  ");
            text.append(links.failed(
                            failing.profile().profile(), figures.letter().period()))
                    .append("\n\n");
        }
    }

    private String before() {
        return "the "
                + switch (figures.frequency()) {
                    case DAILY -> "day";
                    case WEEKLY -> "week";
                    case MONTHLY -> "month";
                }
                + " before";
    }

    private String change(long now, long old) {
        if (old == 0) {
            return "none " + before();
        }
        long percent = Math.round(100.0 * (now - old) / old);
        return percent == 0
                ? "as " + before()
                : number(Math.abs(percent)) + " % " + (percent > 0 ? "more" : "less") + " than " + before();
    }

    /** Rounded down: only what is all delivered is 100 %. */
    private static String rate(OptionalDouble rate) {
        if (rate.isEmpty()) {
            return "–";
        }
        double percent = Math.floor(rate.getAsDouble() * 1e4) / 100;
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(percent) + " %";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(double millis) {
        if (millis < 1000) {
            return Math.max(1, Math.round(millis)) + " ms";
        }
        double seconds = millis / 1000;
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < 7200 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds / 3600) + " hours";
    }
}
