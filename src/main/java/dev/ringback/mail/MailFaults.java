package dev.ringback.mail;

import dev.ringback.config.Settings.MailTls;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words what went wrong with a mail server, and what could be done. */
final class MailFaults {
    private static final int WORDS_MAX = 300;

    private final String server;
    private final MailTls tls;

    MailFaults(String host, int port, MailTls tls) {
        this.server = "the mail server " + host + ":" + port;
        this.tls = tls;
    }

    Mailer.Answer told(Throwable failure) {
        if (failure instanceof SMTPException refusal) {
            // Who is never taken is told of by the answer to his name alone; all else may be a fault of the settings,
            // and mended.
            boolean never = refusal.isPermanent() && said(failure).startsWith("recipient address not accepted");
            return new Mailer.Answer(never ? Mailer.Result.REFUSED : Mailer.Result.FAILED, refused(refusal, never));
        }
        return new Mailer.Answer(Mailer.Result.FAILED, cut(words(failure)));
    }

    private String refused(SMTPException refusal, boolean never) {
        String answer = String.join(" ", refusal.getReplyMessages());
        String what = never || said(refusal).startsWith("recipient address not accepted")
                ? server + " does not take mail for this recipient"
                : server
                        + (said(refusal).toLowerCase(Locale.ROOT).contains("auth")
                                ? " does not accept mail.user and mail.password"
                                : said(refusal).startsWith("sender address not accepted")
                                        ? " does not accept the sender, mail.from"
                                        : " does not take the mail");
        return cut(what + ": " + answer.strip());
    }

    private String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.security.cert.CertificateException
                    || cause instanceof java.security.cert.CertPathValidatorException) {
                return "the certificate of " + server + " is not to be trusted: " + said(cause);
            } else if (cause instanceof UnknownHostException) {
                return "there is no host with the name of " + server + " (mail.host)";
            }
        }
        String said = said(failure);
        if (failure instanceof SSLException || said.contains("SSL") || said.contains("handshake")) {
            return "no protected connection to " + server + " (mail.tls is "
                    + tls.name().toLowerCase(Locale.ROOT) + "): " + said;
        } else if (failure instanceof ConnectException || said.contains("onnection refused")) {
            return server + " cannot be reached (mail.host, mail.port): " + said;
        } else if (failure instanceof TimeoutException || said.contains("imed out") || said.contains("timeout")) {
            return server + " did not answer in time";
        } else if (said.contains("closed")) {
            return server + " broke off the connection";
        } else if (said.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
            return server + " offers no STARTTLS, and mail.tls asks for it: " + said;
        }
        return server + ": " + said;
    }

    private static String said(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip();
    }

    private static String cut(String words) {
        String plain = words.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() <= WORDS_MAX ? plain : plain.substring(0, WORDS_MAX) + "…";
    }
}
