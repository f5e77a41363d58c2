package dev.ringback.mail;

import dev.ringback.domain.AccountId;
import dev.ringback.domain.Histogram;
import dev.ringback.domain.ProfileId;
import dev.ringback.mail.MailStore.About;
import dev.ringback.mail.MailStore.AccountName;
import dev.ringback.mail.MailStore.Kind;
import dev.ringback.mail.MailStore.Letter;
import dev.ringback.report.Counts;
import dev.ringback.report.LastError;
import dev.ringback.report.Period;
import dev.ringback.report.ProfileCounts;
import dev.ringback.report.ReadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Writes mails of made-up numbers as pages, to be looked at in a browser; {@code bin/render-mails} makes pictures of them. */
final class MailSamples {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String BASE = "https://ringback.example.com";
    private static final String LEAVE = BASE + "/unsubscribe/…";

    private MailSamples() {}

    public static void main(String[] arguments) throws IOException {
        Path to = Files.createDirectories(Path.of(arguments[0]));
        write(to, "report-daily", report(Frequency.DAILY, Instant.parse("2026-10-25T12:00:00Z"), 700, 3));
        write(to, "report-monthly", report(Frequency.MONTHLY, Instant.parse("2026-10-10T12:00:00Z"), 41_000, 5));
        write(to, "report-quiet", report(Frequency.WEEKLY, Instant.parse("2026-10-20T12:00:00Z"), 0, 0));
        write(to, "notice-failing", notice(Kind.FAILING, "63 % of about 214 attempts in 15 minutes failed"));
        write(
                to,
                "notice-disabled",
                notice(Kind.AUTO_DISABLED, "nothing but failures since 2026-10-20, for more than 5 days"));
    }

    private static void write(Path to, String name, String html) throws IOException {
        Files.writeString(to.resolve(name + ".html"), html);
    }

    private static String report(Frequency frequency, Instant within, int size, int failing) {
        Period period = frequency.holding(within, ZONE);
        Random chance = new Random(7);
        List<ReadReport.Line> parts = new ArrayList<>();
        for (Period part : frequency.part().split(period, ZONE, 100).orElseThrow()) {
            double hour = part.from().atZone(ZONE).getHour();
            double day = frequency == Frequency.DAILY ? 0.35 + Math.max(0, Math.sin((hour - 6) / 16 * Math.PI)) : 0.8;
            long delivered = (long) (size * day * (0.8 + 0.4 * chance.nextDouble()));
            long failed = size == 0 || chance.nextInt(3) > 0 ? 0 : chance.nextInt(1 + size / 12);
            parts.add(new ReadReport.Line(part, counts(delivered, failed, failed * 3)));
        }
        Counts before = counts(size * parts.size() * 3L / 4, size / 4, 0);
        ComposeMail.Figures figures = new ComposeMail.Figures(
                letter(Kind.REPORT, Optional.of(frequency), Optional.empty(), period),
                frequency,
                parts,
                before,
                failing(failing, size));
        ReportText text = new ReportText(figures, BASE);
        String chart = Base64.getEncoder().encodeToString(Chart.png(parts));
        return new ReportHtml(figures, text, BASE)
                .html(LEAVE)
                .replace("cid:" + Mail.CHART, "data:image/png;base64," + chart);
    }

    private static String notice(Kind kind, String words) {
        About about = new About(new ProfileId(new UUID(1, 1)), "Order SMS status", words);
        Period period = new Period(Instant.parse("2026-10-25T11:45:00Z"), Instant.parse("2026-10-25T12:00:00Z"));
        return new NoticeText(letter(kind, Optional.empty(), Optional.of(about), period), BASE).html(LEAVE);
    }

    private static Letter letter(Kind kind, Optional<Frequency> frequency, Optional<About> about, Period period) {
        AccountName account = new AccountName(AccountId.DEFAULT, "Default");
        return new Letter(new UUID(1, 1), account, kind, frequency, about, period, ZONE, period.to());
    }

    private static List<ReadReport.Failing> failing(int count, int size) {
        String[][] rows = {
            {"Order SMS status", "the receiver answered 503", "active"},
            {"Invoices to the old CRM", "no answer within 10s", "auto_disabled"},
            {"WhatsApp incoming", "cannot connect to hooks.partner.example:443: connection refused", "active"},
            {"Payment events", "the certificate of pay.example.org has expired", "active"},
            {"Chatbot session end", "the receiver answered 404", "disabled"}
        };
        List<ReadReport.Failing> failing = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long failed = Math.max(1, (long) (size / Math.pow(3, i + 1)));
            failing.add(new ReadReport.Failing(
                    new ProfileCounts(
                            new ProfileId(new UUID(1, i)),
                            new ProfileCounts.Named(rows[i][0], "sms", "POST", rows[i][2]),
                            counts(0, failed, failed * 4)),
                    Optional.of(new LastError(rows[i][1], 503, Instant.EPOCH))));
        }
        return failing;
    }

    private static Counts counts(long delivered, long failed, long retried) {
        List<Histogram.Bucket> buckets = delivered == 0 ? List.of() : List.of(new Histogram.Bucket(90, delivered));
        return new Counts(delivered, failed, retried, 0, 0, 0, new Histogram(buckets));
    }
}
