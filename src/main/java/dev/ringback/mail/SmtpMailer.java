package dev.ringback.mail;

import dev.ringback.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends by a mail server, each mail to one recipient; whatever goes wrong is told in words. */
public final class SmtpMailer implements Mailer {
    /** As many as {@link SendMails} has under way. */
    private static final int CONNECTIONS = SendMails.AT_ONCE;

    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration WHOLE_MAX = Duration.ofSeconds(60);
    /** What a mail that was given up leaves behind is closed by then. */
    private static final int IDLE_SECONDS = 90;

    private final MailClient client;
    private final MailFaults faults;
    private final String from;
    private final Duration wholeMax;

    public SmtpMailer(Vertx vertx, String host, Settings.Mail settings) {
        this(vertx, host, settings, WHOLE_MAX);
    }

    /** A mail that took longer is given up, and may go another time. */
    SmtpMailer(Vertx vertx, String host, Settings.Mail settings, Duration wholeMax) {
        this.wholeMax = wholeMax;
        this.client = MailClient.create(vertx, config(host, settings));
        this.faults = new MailFaults(host, settings.port(), settings.tls());
        this.from = settings.from();
    }

    private static MailConfig config(String host, Settings.Mail settings) {
        MailConfig config = new MailConfig()
                .setHostname(host)
                .setPort(settings.port())
                .setSsl(settings.tls() == Settings.MailTls.TLS)
                .setStarttls(
                        settings.tls() == Settings.MailTls.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setLogin(settings.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                // Without it the client tries other ways first, and tells of the last that failed.
                .setAuthMethods("PLAIN LOGIN")
                .setOwnHostname(domain(settings.from()))
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHostnameVerificationAlgorithm("HTTPS");
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(password -> config.setPassword(password.value()));
        return config;
    }

    /** Of an address, be it in pointed brackets behind a name. */
    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    @Override
    public Future<Answer> send(Mail mail) {
        return client.sendMail(message(mail))
                .timeout(wholeMax.toMillis(), TimeUnit.MILLISECONDS)
                .map(Answer.SENT)
                .recover(failure -> Future.succeededFuture(faults.told(failure)));
    }

    private MailMessage message(Mail mail) {
        Mail.Envelope envelope = mail.envelope();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Message-ID", "<" + envelope.messageId() + ">")
                .set(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                envelope.at().atOffset(ZoneOffset.UTC)))
                .set("List-Unsubscribe", "<" + mail.unsubscribeUrl() + ">")
                .set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                // So that nobody's out-of-office answer comes back.
                .set("Auto-Submitted", "auto-generated");
        MailMessage message = new MailMessage()
                .setFrom(from)
                .setTo(envelope.to())
                .setSubject(envelope.subject())
                .setText(mail.text())
                .setHtml(mail.html())
                .setHeaders(headers);
        if (mail.chart().length > 0) {
            message.setInlineAttachment(List.of(MailAttachment.create()
                    .setData(Buffer.buffer(mail.chart()))
                    .setContentType("image/png")
                    .setDisposition("inline")
                    .setName("chart.png")
                    .setContentId("<" + Mail.CHART + ">")));
        }
        return message;
    }
}
