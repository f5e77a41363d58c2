package dev.ringback.delivery;

import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.template.Origin;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Turns what went wrong into an outcome, in words that tell a customer what to look at. Never shows an address that a name led to. */
final class Faults {
    private static final int DEPTH_MAX = 12;
    private static final int DETAIL_MAX = 160;

    private Faults() {}

    static String forbidden(String host) {
        return host + " leads to an address that is not public, and callbacks may only call those";
    }

    static Outcome unresolved(String host, Optional<Throwable> cause) {
        boolean silent = cause.filter(Faults::isSilence).isPresent();
        return Outcome.failed(
                OutcomeKind.UNRESOLVED,
                silent
                        ? "the name servers did not answer when asked for " + host
                        : "the name " + host + " does not resolve");
    }

    static Outcome timedOut(Duration limit, String meanwhile) {
        return Outcome.failed(OutcomeKind.TIMED_OUT, "took longer than " + words(limit) + " (" + meanwhile + ")");
    }

    static Outcome unsendable(String why) {
        return Outcome.failed(OutcomeKind.UNRENDERABLE, why);
    }

    /** No connection came about. */
    static Outcome ofConnecting(Origin origin, Throwable cause, Duration connectTimeout) {
        if (origin.tls() && find(cause, SSLException.class).isPresent()) {
            return Outcome.failed(OutcomeKind.TLS_FAILED, tls(origin.host(), cause));
        }
        if (origin.tls() && find(cause, ClosedChannelException.class).isPresent()) {
            return Outcome.failed(OutcomeKind.TLS_FAILED, "the connection was closed during the TLS handshake");
        }
        String what;
        if (find(cause, ConnectTimeoutException.class).isPresent()) {
            what = "no connection within " + words(connectTimeout);
        } else if (find(cause, NoRouteToHostException.class).isPresent()) {
            what = "there is no route to it";
        } else if (text(cause).contains("refused")) {
            what = "the connection was refused";
        } else {
            what = detail(cause);
        }
        return Outcome.failed(OutcomeKind.UNREACHABLE, origin.authority() + " cannot be reached: " + what);
    }

    /** Whether another address of the same name may do better. */
    static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof SocketException;
    }

    /** The connection was there, and the exchange broke. {@code status} is 0 before the head of an answer came. */
    static Outcome ofExchange(Origin origin, Throwable cause, int status) {
        if (find(cause, SSLException.class).isPresent()) {
            return Outcome.failed(OutcomeKind.TLS_FAILED, tls(origin.host(), cause));
        }
        String what;
        if (find(cause, TooLongHttpLineException.class).isPresent()) {
            what = "the first line of the answer is too long, or it is not HTTP";
        } else if (find(cause, TooLongHttpHeaderException.class).isPresent()) {
            what = "the headers of the answer are too long";
        } else if (cause instanceof DecoderException
                || cause instanceof TooLongFrameException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException) {
            what = "what came as an answer is not HTTP: " + detail(cause);
        } else if (status == 0) {
            what = "the connection was closed before an answer came";
        } else {
            what = "the connection was closed in the middle of an answer with the status " + status;
        }
        return Outcome.failed(OutcomeKind.BROKEN, what);
    }

    /** Whether the connection just ended, as one does that the receiver closed while it lay idle. */
    static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException
                || (cause instanceof IOException && !(cause instanceof SSLException));
    }

    private static String tls(String host, Throwable cause) {
        if (find(cause, SslHandshakeTimeoutException.class).isPresent()) {
            return "the TLS handshake was not finished in time";
        }
        Optional<String> certificate = CertificateFaults.words(host, cause);
        if (certificate.isPresent()) {
            return certificate.get();
        }
        String alert = text(root(cause));
        if (alert.contains("certificate_required")) {
            return host + " wants a certificate of ours: give one in tls.certificate and tls.key";
        } else if (alert.contains("fatal alert: bad_certificate")
                || alert.contains("fatal alert: unknown_ca")
                || alert.contains("fatal alert: certificate_")
                || alert.contains("fatal alert: unsupported_certificate")) {
            return host + " does not take our certificate (" + detail(root(cause)) + ")";
        }
        if (find(cause, NotSslRecordException.class).isPresent()) {
            return host + " does not speak TLS on this port";
        }
        return "TLS failed: " + detail(root(cause));
    }

    /** Nobody said that the name has no addresses; nobody said anything. */
    static boolean isSilence(Throwable cause) {
        return find(cause, TimeoutException.class).isPresent()
                || find(cause, DnsNameResolverTimeoutException.class).isPresent();
    }

    static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
        Throwable at = cause;
        for (int i = 0; i < DEPTH_MAX && at != null; i++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable cause) {
        Throwable at = cause;
        for (int i = 0; i < DEPTH_MAX; i++) {
            Throwable next = at.getCause();
            if (next == null) {
                break;
            }
            at = next;
        }
        return at;
    }

    static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** One printable line: parts of it may be what a receiver sent. */
    private static String detail(Throwable cause) {
        String text = text(cause);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), DETAIL_MAX); i++) {
            char c = text.charAt(i);
            line.append(c < ' ' || c >= 0x7f ? '?' : c);
        }
        return line.toString();
    }

    static String words(Duration limit) {
        long millis = limit.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
