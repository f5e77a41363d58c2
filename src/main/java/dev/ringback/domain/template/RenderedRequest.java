package dev.ringback.domain.template;

import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes to the receiver, all but what the sender adds ({@code webhook-…}, {@code user-agent}, {@code content-length}).
 * The target is the path and query, in ASCII; {@code secretQuery} comes after it and is shown nowhere. A header's value has one character
 * for each byte on the wire, in UTF-8: writing it as ISO-8859-1 gives the right bytes. The body is empty when the method has none.
 */
public record RenderedRequest(
        Method method, Origin origin, String target, String secretQuery, List<Header> headers, byte[] body)
        implements Rendered {
    private static final String CONTENT_TYPE = "content-type";

    public RenderedRequest(Method method, Origin origin, String target, List<Header> headers, byte[] body) {
        this(method, origin, target, "", headers, body);
    }

    /** As it may be shown. */
    public String url() {
        return origin + target;
    }

    /** What stands in the request line. */
    public String wireTarget() {
        return secretQuery.isEmpty() ? target : target + (target.indexOf('?') < 0 ? '?' : '&') + secretQuery;
    }

    /** The same with these headers before its own. */
    public RenderedRequest after(List<Header> first) {
        List<Header> all = new ArrayList<>(first.size() + headers.size());
        all.addAll(first);
        all.addAll(headers);
        return new RenderedRequest(method, origin, target, secretQuery, all, body);
    }

    /** Encoded already. */
    public RenderedRequest withSecretQuery(String query) {
        return new RenderedRequest(method, origin, target, query, headers, body);
    }

    /** The same with this body, of this type. */
    public RenderedRequest withBody(byte[] other, String contentType) {
        List<Header> all = new ArrayList<>(headers.size() + 1);
        all.add(new Header(CONTENT_TYPE, contentType, false));
        for (Header header : headers) {
            if (!header.name().equalsIgnoreCase(CONTENT_TYPE)) {
                all.add(header);
            }
        }
        return new RenderedRequest(method, origin, target, secretQuery, all, other);
    }

    /** What the body is; empty when there is none. */
    public String contentType() {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(CONTENT_TYPE)) {
                return header.value();
            }
        }
        return "";
    }

    /** Headers may be secret. */
    @Override
    public String toString() {
        return method + " " + url();
    }
}
