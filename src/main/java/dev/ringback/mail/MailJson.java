package dev.ringback.mail;

import dev.ringback.domain.ProfileId;
import dev.ringback.http.TimeText;
import dev.ringback.mail.MailStore.Outgoing;
import dev.ringback.mail.MailStore.Sent;
import dev.ringback.mail.MailStore.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Settings of mails, and what became of mails, as the API says them. */
final class MailJson {
    private MailJson() {}

    static JsonObject report(ReportSetting setting, MailSettingRoutes.Readiness readiness, List<Outgoing> last) {
        JsonArray mails = new JsonArray();
        last.forEach(mail -> mails.add(outgoing(mail)));
        return new JsonObject()
                .put("enabled", setting.enabled())
                .put("frequency", setting.frequency().word())
                .put("recipients", new JsonArray(setting.recipients()))
                .put("time_zone", setting.zone().getId())
                .put("mail", ready(readiness))
                .put("mails", mails);
    }

    static JsonObject notification(NotificationSetting setting, MailSettingRoutes.Readiness readiness) {
        return new JsonObject()
                .put("recipients", new JsonArray(setting.recipients()))
                .put("profile_auto_disabled", setting.profileAutoDisabled())
                .put("profile_failing", setting.profileFailing())
                .put("profile_recovered", setting.profileRecovered())
                .put("mail", ready(readiness));
    }

    static JsonObject asked(ReportSetting setting, int copies) {
        return new JsonObject()
                .put("recipients", new JsonArray(setting.recipients()))
                .put("mails", copies);
    }

    static JsonObject caught(CaughtMails.Caught caught) {
        Mail.Envelope envelope = caught.mail().envelope();
        return new JsonObject()
                .put("id", Integer.toString(caught.number()))
                .put("to", envelope.to())
                .put("subject", envelope.subject())
                .put("at", TimeText.format(envelope.at()));
    }

    /** The chart stands in it, so that the HTML can be shown as it is. */
    static JsonObject whole(CaughtMails.Caught caught) {
        String chart = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(caught.mail().chart());
        return caught(caught)
                .put("message_id", caught.mail().envelope().messageId())
                .put("unsubscribe_url", caught.mail().unsubscribeUrl())
                .put("text", caught.mail().text())
                .put("html", caught.mail().html().replace("cid:" + Mail.CHART, chart));
    }

    private static JsonObject ready(MailSettingRoutes.Readiness readiness) {
        return new JsonObject()
                .put("ready", readiness.ready())
                .put("detail", readiness.words().isEmpty() ? null : readiness.words());
    }

    private static JsonObject outgoing(Outgoing mail) {
        JsonArray copies = new JsonArray();
        mail.copies().forEach(copy -> copies.add(copy(copy)));
        return new JsonObject()
                .put("kind", mail.kind().name().toLowerCase(Locale.ROOT))
                .put("profile_id", mail.profile().map(ProfileId::toString).orElse(null))
                .put("from", TimeText.format(mail.period().from()))
                .put("to", TimeText.format(mail.period().to()))
                .put("created_at", TimeText.format(mail.createdAt()))
                .put("copies", copies);
    }

    private static JsonObject copy(Sent copy) {
        boolean again = copy.state() == State.WAITING;
        return new JsonObject()
                .put("recipient", copy.recipient())
                .put("state", copy.state().name().toLowerCase(Locale.ROOT))
                .put("tries", copy.tries())
                .put("error", copy.error().orElse(null))
                .put("at", copy.at().map(TimeText::format).orElse(null))
                .put("next_at", again ? TimeText.format(copy.nextAt()) : null);
    }
}
