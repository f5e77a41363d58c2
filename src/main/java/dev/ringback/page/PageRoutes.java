package dev.ringback.page;

import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Exchange;
import dev.ringback.http.Problem;
import dev.ringback.http.Routes;
import dev.ringback.page.PageFiles.PageFile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;

/**
 * Serves the page's files. The policy allows what comes from here alone, and no inline script or style, so that data shown on the
 * page can never run as code.
 */
public final class PageRoutes implements Routes {
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cache-control", "no-cache",
            "vary", "accept-encoding");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final PageFiles files = PageFiles.all();

    @Override
    public void mount(Api api) {
        api.open("/", exchange -> answer(exchange, "index.html"));
        api.open("/web/{file}", exchange -> answer(exchange, exchange.path("file")));
        api.open(
                "/web/{folder}/{file}",
                exchange -> answer(exchange, exchange.path("folder") + "/" + exchange.path("file")));
    }

    @Override
    public String description() {
        return "openapi/page.yaml";
    }

    private Future<Answer> answer(Exchange exchange, String path) {
        return Future.succeededFuture(files.at(path)
                .map(file -> exchange.header("if-none-match")
                                .filter(file.tag()::equals)
                                .isPresent()
                        ? with(new Answer(304, Map.of(), Buffer.buffer()), file)
                        : with(body(exchange, file), file))
                .orElseThrow(
                        () -> Problem.notFound("The page has no such file.").exception()));
    }

    private static Answer body(Exchange exchange, PageFile file) {
        String type = TYPES.getOrDefault(file.name().substring(file.name().lastIndexOf('.') + 1), PLAIN);
        boolean packs = exchange.header("accept-encoding")
                .filter(all -> all.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        return packs
                ? Answer.of(type, Buffer.buffer(file.packed())).with("content-encoding", "gzip")
                : Answer.of(type, Buffer.buffer(file.plain()));
    }

    private static Answer with(Answer answer, PageFile file) {
        Answer more = answer.with("etag", file.tag());
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            more = more.with(header.getKey(), header.getValue());
        }
        return more;
    }
}
