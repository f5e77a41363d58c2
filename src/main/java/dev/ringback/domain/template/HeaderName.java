package dev.ringback.domain.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which names the headers of a profile may have. */
public final class HeaderName {
    private static final String WEBHOOK_PREFIX = "webhook-";
    private static final Set<String> PER_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");
    private static final Set<String> SET_BY_US = Set.of("host", "content-length");
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private HeaderName() {}

    /** A sentence without its full stop; empty when the name may be used. */
    public static Optional<String> faultOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || !lower.chars().allMatch(HeaderName::isOfToken)) {
            return Optional.of("a header's name is one or more letters, digits and " + TOKEN_SYMBOLS);
        } else if (PER_CONNECTION.contains(lower)) {
            return Optional.of("this header is about the connection, which is not the profile's to control");
        } else if (SET_BY_US.contains(lower) || lower.startsWith(WEBHOOK_PREFIX)) {
            return Optional.of("this header is set by Ringback");
        }
        return Optional.empty();
    }

    private static boolean isOfToken(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }
}
