package dev.ringback.domain.template;

import dev.ringback.domain.template.pattern.Numbered;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.Separator;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Escaping;
import java.util.Locale;
import java.util.Optional;

/** Reads a profile's URL: an origin that is fixed, and a path and query that may hold placeholders. */
final class UrlTemplate {
    private final String url;
    private final Reading reading;
    private final int authorityFrom;
    private final int authorityTo;

    UrlTemplate(String url, Reading reading) {
        this.url = url;
        this.reading = reading;
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
            Optional<Placeholder> found = Placeholder.at(url, at, Placeholder.NO_STOP);
            // When it is none, the literal's check finds the '<' and refuses it.
            int end = found.isEmpty() ? at + 1 : isSeries(found.get(), at) ? parameterFrom(at) : at;
            out.literal(UrlText.literal(url, copied, end));
            copied = end;
            if (found.isPresent()) {
                reading.placeholder(url, at, found.get());
                copied = writeValue(found.get(), at, out);
            }
        }
        out.literal(UrlText.literal(url, copied, url.length()));
        if (url.indexOf('?', authorityTo) < 0) {
            return "?";
        }
        return url.endsWith("?") || url.endsWith("&") ? "" : "&";
    }

    /** Writes what stands for a placeholder; gives where the URL goes on. */
    private int writeValue(Placeholder found, int at, Pattern.Builder out) {
        if (!isSeries(found, at)) {
            out.value(found, reading, Escaping.PERCENT);
            return found.to();
        }
        int from = parameterFrom(at);
        int each = url.indexOf("[n]", from);
        String name = UrlText.literal(url, from, each >= 0 && each < at ? each + 1 : at);
        Numbered literal =
                each >= 0 && each < at ? Numbered.between(name, UrlText.literal(url, each + 2, at)) : Numbered.of(name);
        out.dropSeparator('&');
        out.series(Separator.QUERY, literal, found, reading, Escaping.PERCENT);
        if (found.to() == url.length()) {
            return found.to();
        }
        out.separator(Separator.QUERY);
        return found.to() + 1;
    }

    /** All elements of a list as the whole value of a parameter: then there is a parameter for each. */
    private boolean isSeries(Placeholder found, int at) {
        int from = parameterFrom(at);
        return found.isForEach()
                && from > 0
                && url.charAt(at - 1) == '='
                && url.lastIndexOf('>', at) < from
                && (found.to() == url.length() || url.charAt(found.to()) == '&');
    }

    /** Behind the {@code ?} or {@code &} before that place, or 0 in the path. */
    private int parameterFrom(int at) {
        int query = url.indexOf('?', authorityTo);
        return query < 0 || query > at ? 0 : Math.max(query, url.lastIndexOf('&', at)) + 1;
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
