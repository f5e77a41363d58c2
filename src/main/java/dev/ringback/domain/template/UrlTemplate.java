package dev.ringback.domain.template;

import java.util.Locale;
import java.util.Optional;

/** Reads a profile's URL: an origin that is fixed, and a path and query that may hold placeholders. */
final class UrlTemplate {
    private static final char NO_STOP = '\uffff';

    private final String url;
    private final Slots slots;
    private final int authorityFrom;
    private final int authorityTo;

    UrlTemplate(String url, Slots slots) {
        this.url = url;
        this.slots = slots;
        authorityFrom = authorityFrom(url);
        int to = authorityFrom;
        while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        authorityTo = to;
    }

    Origin origin() {
        boolean tls = url.regionMatches(true, 0, "https", 0, 5);
        return Authority.read(url, authorityFrom, authorityTo, tls);
    }

    /** Writes the path, and the query that the URL itself has; gives what must stand before a first parameter. */
    String writeTarget(Pattern.Builder out) {
        if (authorityTo == url.length() || url.charAt(authorityTo) != '/') {
            out.literal("/");
        }
        int copied = authorityTo;
        for (int at = url.indexOf('<', copied); at >= 0; at = url.indexOf('<', copied)) {
            Optional<Placeholder> found = Placeholder.at(url, at, NO_STOP);
            // When it is none, the literal's check finds the '<' and refuses it.
            int end = found.isPresent() ? at : at + 1;
            out.literal(UrlText.literal(url, copied, end));
            copied = end;
            if (found.isPresent()) {
                out.value(slots.of(found.get().path()), Escaping.PERCENT);
                copied = found.get().to();
            }
        }
        out.literal(UrlText.literal(url, copied, url.length()));
        if (url.indexOf('?', authorityTo) < 0) {
            return "?";
        }
        return url.endsWith("?") || url.endsWith("&") ? "" : "&";
    }

    private static int authorityFrom(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) {
            return "https://".length();
        } else if (lower.startsWith("http://")) {
            return "http://".length();
        }
        int colon = lower.indexOf("://");
        if (colon >= 0 && lower.lastIndexOf('<', colon) >= 0) {
            throw new TemplateFault("placeholder in the scheme, which must be http or https,", lower.indexOf('<'));
        }
        throw new TemplateFault("expected http:// or https://", 0);
    }
}
