package dev.ringback.mail;

import dev.ringback.mail.ComposeMail.Figures;
import dev.ringback.mail.Template.Html;
import dev.ringback.report.Period;
import dev.ringback.report.ReadReport.Failing;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The other half of a report's mail: tables and inline styles, as mail programs want it, in the light and in the dark. */
final class ReportHtml {
    private static final Template FRAME = Template.of("frame");
    private static final Template REPORT = Template.of("report");
    private static final Template FAILING = Template.of("failing");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final Map<String, String> STATES =
            Map.of("disabled", "disabled", "auto_disabled", "disabled by itself", "deleted", "deleted");

    private final Figures figures;
    private final ReportText text;
    private final PageLinks links;

    ReportHtml(Figures figures, ReportText text, String base) {
        this.figures = figures;
        this.text = text;
        this.links = new PageLinks(base);
    }

    String html(String leave) {
        Map<String, Object> values = new HashMap<>();
        values.put("subject", text.subject());
        values.put("preview", text.subject());
        values.put(
                "over",
                "Callbacks of " + figures.letter().account().name() + " · "
                        + figures.letter().zone());
        values.put("title", text.period());
        values.put("content", content());
        values.put("link", links.report(figures.letter().period()));
        values.put("button", "Open the report");
        values.put("reason", "Sent because callback reports by mail are turned on for this address.");
        values.put("leave", leave);
        return FRAME.with(values).text();
    }

    private Html content() {
        boolean failed = figures.total().failed() > 0;
        Map<String, Object> values = new HashMap<>();
        values.put("delivered", text.delivered());
        values.put("delivered_change", text.deliveredChange());
        values.put("failed", text.failed());
        values.put("failed_class", failed ? "bad" : "ink");
        values.put("failed_color", failed ? "#c43d28" : "#15191d");
        values.put("failed_change", text.failedChange());
        values.put("rate", text.rate());
        values.put("rate_change", text.rateChange());
        values.put("part", figures.frequency().part().word());
        values.put("most", "highest: " + ReportText.number(Chart.most(figures.parts())));
        values.put("chart", Mail.CHART);
        values.put("width", Chart.WIDTH);
        values.put("alt", text.delivered() + " delivered and " + text.failed() + " failed, over time");
        values.put("first", label(figures.letter().period().from()));
        values.put("last", label(figures.letter().period().to().minusMillis(1)));
        values.put("failing", failing());
        values.put("rest", text.rest());
        return REPORT.with(values);
    }

    private String label(Instant time) {
        var there = time.atZone(figures.letter().zone());
        return (figures.frequency() == Frequency.DAILY ? HOUR : DAY).format(there);
    }

    private Html failing() {
        List<Failing> failing = figures.failing();
        if (failing.isEmpty()) {
            return new Html("");
        }
        StringBuilder rows = new StringBuilder("<tr><td class=\"pad\" style=\"padding:24px 32px 0 32px;\">"
                + "<h2 class=\"ink\" style=\"margin:0 0 8px 0;font-size:16px;line-height:22px;font-weight:650;color:#15191d;\">"
                + "Profiles with most failures</h2><table role=\"presentation\" width=\"100%\">");
        Period period = figures.letter().period();
        for (Failing one : failing) {
            String state = STATES.getOrDefault(one.profile().named().state(), "");
            rows.append(FAILING.with(Map.of(
                            "link", links.failed(one.profile().profile(), period),
                            "title", one.profile().named().title(),
                            "state", new Html(state.isEmpty() ? "" : shade(state)),
                            "failures", ReportText.failures(one.profile().counts()),
                            "why", ReportText.why(one)))
                    .text());
        }
        return new Html(rows.append("</table></td></tr>").toString());
    }

    private static String shade(String state) {
        return "<span class=\"dim\" style=\"color:#5f6b76;font-size:13px;\"> · " + state + "</span>";
    }
}
