package dev.ringback.mail;

import dev.ringback.mail.MailStore.Copy;
import dev.ringback.mail.MailStore.Letter;
import dev.ringback.report.Counts;
import dev.ringback.report.Period;
import dev.ringback.report.QuarterPeriods;
import dev.ringback.report.ReadReport;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a mail together from counts. Nothing of a callback is in it: numbers, the names of profiles, and what receivers answered with. */
public final class ComposeMail {
    private static final int FAILING_MAX = 5;
    private static final int PARTS_MAX = 100;

    private final ReadReport report;
    private final Aside aside;
    private final Desk desk;

    public ComposeMail(ReadReport report, Aside aside, Desk desk) {
        this.report = report;
        this.aside = aside;
        this.desk = desk;
    }

    /** Runs what takes its time beside the event loop. */
    public interface Aside {
        <T> Future<T> run(Supplier<T> work);
    }

    /** {@code base}: the public address of the page; {@code domain}: whose mails these are, for their ids. */
    public record Desk(String base, String domain, UnsubscribeLink unsubscribe) {}

    /** What a report is made of. */
    record Figures(
            Letter letter,
            Frequency frequency,
            List<ReadReport.Line> parts,
            Counts before,
            List<ReadReport.Failing> failing) {
        Counts total() {
            return ReadReport.sum(parts);
        }
    }

    public Future<Mail> mail(Copy copy) {
        return copy.letter().kind().isReport() ? reportMail(copy) : notice(copy);
    }

    private Future<Mail> reportMail(Copy copy) {
        return figures(copy.letter())
                .compose(figures -> aside.run(() -> {
                    ReportText text = new ReportText(figures, desk.base());
                    String leave = leave(copy);
                    return new Mail(
                            envelope(copy, text.subject()),
                            text.plain(leave),
                            new ReportHtml(figures, text, desk.base()).html(leave),
                            Chart.png(figures.parts()),
                            leave);
                }));
    }

    private Future<Figures> figures(Letter letter) {
        Frequency frequency = letter.frequency().orElseThrow();
        Period period = QuarterPeriods.within(letter.period());
        List<Period> parts =
                frequency.part().split(period, letter.zone(), PARTS_MAX).orElseThrow();
        Period before = stretchBefore(letter, frequency, period);
        var account = letter.account().id();
        return report.series(account, Optional.empty(), parts)
                .compose(lines -> report.series(account, Optional.empty(), List.of(before))
                        .compose(old -> report.failing(account, period, FAILING_MAX)
                                .map(failing -> new Figures(
                                        letter, frequency, lines, old.get(0).counts(), failing))));
    }

    /** The period before; to one that is not over yet, as much of it. */
    private static Period stretchBefore(Letter letter, Frequency frequency, Period period) {
        Period whole = frequency.before(letter.period(), letter.zone());
        if (letter.kind() == MailStore.Kind.REPORT) {
            return QuarterPeriods.within(whole);
        }
        var length = java.time.Duration.between(period.from(), period.to());
        var end = whole.from().plus(length);
        return QuarterPeriods.within(new Period(whole.from(), end.isBefore(whole.to()) ? end : whole.to()));
    }

    private Future<Mail> notice(Copy copy) {
        NoticeText text = new NoticeText(copy.letter(), desk.base());
        String leave = leave(copy);
        return Future.succeededFuture(
                new Mail(envelope(copy, text.subject()), text.plain(leave), text.html(leave), new byte[0], leave));
    }

    private Mail.Envelope envelope(Copy copy, String subject) {
        Letter letter = copy.letter();
        return new Mail.Envelope(letter.id() + "@" + desk.domain(), copy.recipient(), subject, letter.createdAt());
    }

    private String leave(Copy copy) {
        UnsubscribeLink.List list =
                copy.letter().kind().isReport() ? UnsubscribeLink.List.REPORTS : UnsubscribeLink.List.NOTIFICATIONS;
        return desk.unsubscribe()
                .url(new UnsubscribeLink.Leaving(copy.letter().account().id(), copy.recipient(), list));
    }
}
