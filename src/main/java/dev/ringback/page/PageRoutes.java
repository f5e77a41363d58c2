package dev.ringback.page;

import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Serves the page's files, which are few and small: read once, kept in memory. The policy allows what comes from here alone, and no
 * inline script or style, so that data shown on the page can never run as code.
 */
public final class PageRoutes implements Routes {
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cache-control", "no-cache");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    @Override
    public void mount(Api api) {
        mount(api, "/", "index.html");
        for (String name : new String[] {"app.js", "api.js", "rows.js", "style.css", "icon.svg"}) {
            mount(api, "/web/" + name, name);
        }
    }

    @Override
    public String description() {
        return "openapi/page.yaml";
    }

    private static void mount(Api api, String path, String name) {
        Buffer bytes = read(name);
        String tag = tag(bytes);
        Answer full = with(Answer.of(TYPES.getOrDefault(name.substring(name.indexOf('.') + 1), ""), bytes), tag);
        Answer unchanged = with(new Answer(304, Map.of(), Buffer.buffer()), tag);
        api.open(path, exchange -> Future.succeededFuture(knows(exchange, tag) ? unchanged : full));
    }

    private static Answer with(Answer answer, String tag) {
        Answer more = answer.with("etag", tag);
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            more = more.with(header.getKey(), header.getValue());
        }
        return more;
    }

    private static boolean knows(Exchange exchange, String tag) {
        return exchange.header("if-none-match").filter(tag::equals).isPresent();
    }

    private static String tag(Buffer bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes.getBytes());
        return "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length() + "\"";
    }

    private static Buffer read(String name) {
        try (var in = PageRoutes.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource web/" + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
