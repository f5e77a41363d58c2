package dev.ringback.inbox;

import dev.ringback.domain.InboxId;
import java.net.URI;
import java.util.Locale;

/**
 * Where this installation's inboxes are reached: {@code <public_url>/inbox/<id>}. Calls there may pass by the guard against private
 * addresses, so a path that could lead elsewhere is not an inbox's.
 */
public final class InboxAddress {
    static final String PREFIX = "/inbox/";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final String url;
    private final String host;
    private final int port;
    private final String base;

    private InboxAddress(String url, URI parts) {
        this.url = url;
        this.host = bare(String.valueOf(parts.getHost()));
        int standard = "https".equalsIgnoreCase(parts.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        this.port = parts.getPort() >= 0 ? parts.getPort() : standard;
        this.base = parts.getRawPath() + PREFIX;
    }

    /** {@code publicUrl} has been checked to be an http or https URL when the settings were read. */
    public static InboxAddress below(String publicUrl) {
        String url = publicUrl.replaceAll("/+$", "");
        return new InboxAddress(url, URI.create(url));
    }

    public String url(InboxId id) {
        return url + PREFIX + id;
    }

    /** Whether a profile's URL, which may have placeholders after the inbox's id, leads to an inbox of this installation. */
    public boolean isOwn(String profileUrl) {
        String below = url + PREFIX;
        if (!profileUrl.startsWith(below)) {
            return false;
        }
        String rest = profileUrl.substring(below.length());
        int end = 0;
        while (end < rest.length() && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
            end++;
        }
        boolean idAlone = end == rest.length() || rest.charAt(end) == '/' || rest.charAt(end) == '?';
        return idAlone && InboxId.parse(rest.substring(0, end)).isPresent();
    }

    /** Whether a call to that host, port and target, a path and perhaps a query, reaches an inbox of this installation and nothing else. */
    public boolean isOwn(String calledHost, int calledPort, String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (calledPort != port || !bare(calledHost).equals(host) || !path.startsWith(base)) {
            return false;
        }
        String rest = path.substring(base.length());
        int slash = rest.indexOf('/');
        String below = slash < 0 ? "" : rest.substring(slash).toLowerCase(Locale.ROOT);
        boolean leadsOut = below.contains("/.") || below.contains("%2e") || below.contains("\\");
        return !leadsOut
                && InboxId.parse(slash < 0 ? rest : rest.substring(0, slash)).isPresent();
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
