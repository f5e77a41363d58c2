package dev.ringback.mail;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.AccountId;
import dev.ringback.domain.Scope;
import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.http.Routes;
import dev.ringback.http.ZoneText;
import dev.ringback.report.Period;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who gets which mails, over HTTP; and a report sent at once. */
public final class MailSettingRoutes implements Routes {
    private static final int SHOWN = 10;
    private static final Map<String, Frequency> FREQUENCIES = new LinkedHashMap<>();

    static {
        for (Frequency frequency : Frequency.values()) {
            FREQUENCIES.put(frequency.word(), frequency);
        }
    }

    private final SettingStore settings;
    private final MailStore mails;
    private final Readiness readiness;
    private final InstantSource clock;
    private final Ids ids;

    public MailSettingRoutes(
            SettingStore settings, MailStore mails, Readiness readiness, InstantSource clock, Ids ids) {
        this.settings = settings;
        this.mails = mails;
        this.readiness = readiness;
        this.clock = clock;
        this.ids = ids;
    }

    /** Whether mails can be sent from here; if not, the words say what to set. */
    public record Readiness(boolean ready, String words) {}

    @Override
    public void mount(Api api) {
        api.get("/v1/settings/callback-report", Scope.READ, this::report)
                .put("/v1/settings/callback-report", Scope.ADMIN, this::putReport)
                .post("/v1/settings/callback-report/send", Scope.ADMIN, this::send)
                .get("/v1/settings/notifications", Scope.READ, this::notification)
                .put("/v1/settings/notifications", Scope.ADMIN, this::putNotification);
    }

    @Override
    public String description() {
        return "openapi/mail.yaml";
    }

    private Future<Answer> report(Exchange exchange) {
        exchange.query().check();
        return shown(exchange.caller().account());
    }

    private Future<Answer> shown(AccountId account) {
        return settings.report(account)
                .compose(setting ->
                        mails.last(account, SHOWN).map(last -> Answer.ok(MailJson.report(setting, readiness, last))));
    }

    private Future<Answer> putReport(Exchange exchange) {
        JsonFields fields = exchange.json();
        boolean enabled =
                fields.required("enabled", fields.any("enabled")).isPresent() && fields.flag("enabled", false);
        Frequency frequency = fields.required("frequency", fields.choice("frequency", FREQUENCIES))
                .orElse(Frequency.DAILY);
        List<String> recipients = MailAddress.recipients(fields);
        ZoneId zone = fields.parsed("time_zone", "the name of a time zone, such as \"Europe/Berlin\"", ZoneText::parse)
                .orElse(ZoneId.of("UTC"));
        if (enabled && recipients.isEmpty() && !fields.isWrong("recipients")) {
            fields.refuse("recipients", "must name at least one, as the report is enabled");
        }
        ignoreWhatIsOnlyShown(fields);
        fields.check();
        AccountId account = exchange.caller().account();
        Instant end = frequency.holding(clock.instant(), zone).to();
        return settings.put(
                        account, new ReportSetting(enabled, frequency, recipients, zone), end, PlanReports.dueAt(end))
                .compose(done -> shown(account));
    }

    /** So that what was read can be changed and sent back. */
    private static void ignoreWhatIsOnlyShown(JsonFields fields) {
        var unused = fields.any("mail");
        unused = fields.any("mails");
    }

    private Future<Answer> send(Exchange exchange) {
        JsonFields fields = exchange.jsonOrNone();
        fields.check();
        if (!readiness.ready()) {
            throw Problem.of(ProblemType.CONFLICT, readiness.words()).exception();
        }
        AccountId account = exchange.caller().account();
        Instant now = clock.instant();
        return settings.report(account).compose(setting -> {
            Period whole = setting.frequency().holding(now, setting.zone());
            return mails.ask(account, ids.uuid(), new Period(whole.from(), now), now)
                    .map(copies -> {
                        if (copies == 0) {
                            throw Problem.of(
                                            ProblemType.CONFLICT,
                                            "No recipients are set; PUT them to /v1/settings/callback-report first.")
                                    .exception();
                        }
                        return Answer.accepted(MailJson.asked(setting, copies));
                    });
        });
    }

    private Future<Answer> notification(Exchange exchange) {
        exchange.query().check();
        return settings.notification(exchange.caller().account())
                .map(setting -> Answer.ok(MailJson.notification(setting, readiness)));
    }

    private Future<Answer> putNotification(Exchange exchange) {
        JsonFields fields = exchange.json();
        NotificationSetting setting = new NotificationSetting(
                MailAddress.recipients(fields),
                fields.flag("profile_auto_disabled", true),
                fields.flag("profile_failing", true),
                fields.flag("profile_recovered", true));
        ignoreWhatIsOnlyShown(fields);
        fields.check();
        return settings.put(exchange.caller().account(), setting)
                .map(done -> Answer.ok(MailJson.notification(setting, readiness)));
    }
}
