package dev.ringback.delivery;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is wrong with a receiver's certificate. With the certificates at hand it says more than the exception does. */
final class CertificateFaults {
    /** Other than a date of its own: a receiver's name may be long. */
    private static final int NAMES_MAX = 5;

    private static final int NAME_MAX = 100;
    /** How the JDK writes dates into its messages. */
    private static final DateTimeFormatter JDK_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ENGLISH);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private CertificateFaults() {}

    /** Empty when the failure is not about a certificate. */
    static Optional<String> words(String host, Throwable cause) {
        List<X509Certificate> shown = Faults.find(cause, Witness.Refused.class)
                .map(Witness.Refused::shown)
                .orElse(List.of());
        return dates(host, cause, shown).or(() -> trust(host, cause, shown)).or(() -> names(host, cause, shown));
    }

    private static Optional<String> dates(String host, Throwable cause, List<X509Certificate> shown) {
        Optional<CertificateExpiredException> expired = Faults.find(cause, CertificateExpiredException.class);
        if (expired.isPresent()) {
            String date = day(Faults.text(expired.get()), "NotAfter:");
            String which = shown.stream()
                    .skip(1)
                    .filter(issuer -> day(issuer.getNotAfter().toInstant()).equals(date))
                    .findFirst()
                    .filter(issuer ->
                            !day(shown.get(0).getNotAfter().toInstant()).equals(date))
                    .map(issuer -> "a certificate above the one of " + host + " (" + name(issuer) + ")")
                    .orElse("the certificate of " + host);
            return Optional.of(which + " expired" + (date.isEmpty() ? "" : " on " + date));
        }
        return Faults.find(cause, CertificateNotYetValidException.class).map(early -> {
            String date = day(Faults.text(early), "NotBefore:");
            return "the certificate of " + host + " is not valid" + (date.isEmpty() ? " yet" : " before " + date);
        });
    }

    private static Optional<String> trust(String host, Throwable cause, List<X509Certificate> shown) {
        boolean untrusted = Faults.find(cause, CertPathBuilderException.class).isPresent()
                || Faults.find(cause, CertPathValidatorException.class).isPresent();
        if (!untrusted) {
            return Optional.empty();
        }
        if (shown.isEmpty()) {
            return Optional.of("the certificate of " + host + " is not signed by an authority that is trusted here");
        }
        X509Certificate own = shown.get(0);
        if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
            return Optional.of("the certificate of " + host + " is self-signed: no authority that is trusted here"
                    + " vouches for it");
        }
        X509Certificate last = shown.get(shown.size() - 1);
        boolean open = !last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        return Optional.of("the certificate of " + host + " is signed by " + issuer(last)
                + ", which is not trusted here"
                + (open && shown.size() == 1 ? " (or the server does not send the certificates between)" : ""));
    }

    /** The JDK tells of a wrong name by a bare exception whose words begin so. */
    private static Optional<String> names(String host, Throwable cause, List<X509Certificate> shown) {
        Optional<CertificateException> refusal = Faults.find(cause, CertificateException.class);
        if (refusal.isEmpty() || !Faults.text(refusal.get()).startsWith("No ")) {
            return Optional.empty();
        }
        String own = shown.isEmpty() ? "" : namesOf(shown.get(0));
        return Optional.of(
                own.isEmpty()
                        ? "the certificate is not for the name " + host
                        : "the certificate is for " + own + " and not for " + host);
    }

    private static String namesOf(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(each -> {
                    if (each.get(1) instanceof String text) {
                        names.add(printable(text));
                    }
                });
            }
        } catch (CertificateParsingException unreadable) {
            return "";
        }
        if (names.isEmpty()) {
            return name(certificate);
        }
        String more = names.size() > NAMES_MAX ? " and others" : "";
        return String.join(", ", names.subList(0, Math.min(NAMES_MAX, names.size()))) + more;
    }

    private static String name(X509Certificate certificate) {
        return printable(certificate.getSubjectX500Principal().getName());
    }

    private static String issuer(X509Certificate certificate) {
        return printable(certificate.getIssuerX500Principal().getName());
    }

    /** What a receiver says of itself. */
    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > NAME_MAX ? plain.substring(0, NAME_MAX) + "…" : plain;
    }

    private static String day(String text, String mark) {
        int at = text.indexOf(mark);
        if (at < 0) {
            return "";
        }
        try {
            return day(ZonedDateTime.parse(text.substring(at + mark.length()).strip(), JDK_DATE)
                    .toInstant());
        } catch (DateTimeParseException otherWords) {
            return "";
        }
    }

    private static String day(Instant time) {
        return DAY.format(time);
    }
}
