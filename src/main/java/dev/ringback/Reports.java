package dev.ringback;

import dev.ringback.ambient.Ambient;
import dev.ringback.config.Settings;
import dev.ringback.domain.AccountId;
import dev.ringback.http.Routes;
import dev.ringback.mail.BeatsPassed;
import dev.ringback.mail.CaughtMailRoutes;
import dev.ringback.mail.ComposeMail;
import dev.ringback.mail.Frequency;
import dev.ringback.mail.MailSettingRoutes;
import dev.ringback.mail.MailSettingRoutes.Readiness;
import dev.ringback.mail.Mailer;
import dev.ringback.mail.NotificationSetting;
import dev.ringback.mail.PlanReports;
import dev.ringback.mail.ReportSetting;
import dev.ringback.mail.SendMails;
import dev.ringback.mail.SmtpMailer;
import dev.ringback.mail.UnsubscribeLink;
import dev.ringback.mail.UnsubscribeRoutes;
import dev.ringback.mail.WatchProfiles;
import dev.ringback.profile.AutoDisable;
import dev.ringback.report.FoldCounts;
import dev.ringback.report.ReadReport;
import dev.ringback.report.ReportRoutes;
import dev.ringback.report.ReportVerticle;
import dev.ringback.report.RunDuty;
import dev.ringback.store.PgCounts;
import dev.ringback.store.PgHealth;
import dev.ringback.store.PgLease;
import dev.ringback.store.PgMailSettings;
import dev.ringback.store.PgMails;
import dev.ringback.store.PgNodes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a node has for the reports: what it serves, and what it does when it is its turn. */
record Reports(Ground ground, OpenStore store, Shared shared) {
    private static final String UNSUBSCRIBE = "unsubscribe";

    List<Routes> routes(Ambient ambient) {
        PgMailSettings settings = new PgMailSettings(store.database());
        return List.of(
                new ReportRoutes(new ReadReport(counts()), ambient.clock()),
                new MailSettingRoutes(
                        settings,
                        mails(),
                        readiness(),
                        ambient.clock(),
                        ground.ambient().ids()),
                new UnsubscribeRoutes(unsubscribe(), settings),
                new CaughtMailRoutes(ground.caught()));
    }

    /** A node that cannot send leaves mails to those that can; the counts it can fold. */
    ReportVerticle verticle() {
        return new ReportVerticle(context -> {
            List<RunDuty> duties = new ArrayList<>();
            PgLease counting = PgLease.ofReports(store.database());
            PgLease mailing = PgLease.ofMails(store.database());
            duties.add(duty("counting", counting, context, new FoldCounts(counts())));
            duties.add(duty("watching profiles", counting, context, watchProfiles()));
            mailer().ifPresent(mailer -> duties.add(duty("mailing", mailing, context, sendMails(mailer))));
            return duties;
        });
    }

    private RunDuty duty(String name, PgLease lease, Context context, RunDuty.Step step) {
        return new RunDuty(name, lease, shared.licence(), ground.ambient().on(context), step);
    }

    private WatchProfiles watchProfiles() {
        AutoDisable autoDisable = new AutoDisable(
                shared.profiles().store(),
                shared.profiles().all(),
                ground.ambient().clock(),
                ground.ambient().ids());
        return new WatchProfiles(
                new PgHealth(store.database()),
                autoDisable::disable,
                ground.ambient().clock(),
                ground.ambient().ids(),
                ground.settings().node().profileDisableAfter());
    }

    private SendMails sendMails(Mailer mailer) {
        PlanReports plan = new PlanReports(
                mails(),
                new BeatsPassed(PgNodes.shared(store.database())),
                ground.ambient().clock(),
                ground.ambient().ids());
        ComposeMail.Desk desk = new ComposeMail.Desk(
                Launch.url(ground.settings()),
                SmtpMailer.domain(ground.settings().mail().from()),
                unsubscribe());
        return new SendMails(
                plan,
                mails(),
                new ComposeMail(new ReadReport(counts()), aside(), desk),
                mailer,
                ground.ambient().clock());
    }

    private ComposeMail.Aside aside() {
        return new ComposeMail.Aside() {
            @Override
            public <T> Future<T> run(Supplier<T> work) {
                return ground.vertx().executeBlocking(work::get, false);
            }
        };
    }

    private Optional<Mailer> mailer() {
        Settings.Mail mail = ground.settings().mail();
        Optional<Mailer> smtp = mail.host().map(host -> new SmtpMailer(ground.vertx(), host, mail));
        return smtp.or(ground::caught);
    }

    private Readiness readiness() {
        if (ground.settings().mail().host().isPresent()) {
            return new Readiness(true, "");
        }
        return ground.caught().isPresent()
                ? new Readiness(true, "The demo catches mails instead of sending them; see GET /v1/caught-mails.")
                : new Readiness(
                        false,
                        "Mail is not set up. Set mail.host, and mail.port, mail.tls, mail.user, mail.password and mail.from as the"
                                + " mail server wants them, on every node, and start it again.");
    }

    private UnsubscribeLink unsubscribe() {
        return new UnsubscribeLink(
                Launch.url(ground.settings()), who -> store.key().sign(UNSUBSCRIBE, who));
    }

    private PgCounts counts() {
        return new PgCounts(store.database());
    }

    /** So that the demo has something to show at once: its mails are caught. What somebody has set since stays. */
    Future<Void> mailTheDemo() {
        PgMailSettings settings = new PgMailSettings(store.database());
        return settings.report(AccountId.DEFAULT)
                .compose(found -> found.equals(ReportSetting.NONE) ? mailTheDemo(settings) : Future.succeededFuture());
    }

    private Future<Void> mailTheDemo(PgMailSettings settings) {
        List<String> recipients = List.of("you@example.com");
        ReportSetting report = new ReportSetting(true, Frequency.DAILY, recipients, ZoneId.of("UTC"));
        Instant end = report.frequency()
                .holding(ground.ambient().clock().instant(), report.zone())
                .to();
        return settings.put(AccountId.DEFAULT, report, end, PlanReports.dueAt(end))
                .compose(
                        done -> settings.put(AccountId.DEFAULT, new NotificationSetting(recipients, true, true, true)));
    }

    private PgMails mails() {
        return new PgMails(store.database());
    }
}
