package dev.ringback.mail;

import dev.ringback.http.Answer;
import dev.ringback.http.Api;
import dev.ringback.http.Operation;
import dev.ringback.http.Problem;
import dev.ringback.http.ProblemType;
import dev.ringback.http.Routes;
import dev.ringback.mail.UnsubscribeLink.Leaving;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a recipient turns mails off for himself, without a key: POST does it, as mail programs do by one click (RFC 8058); GET asks, as
 * some programs open every link of a mail to look what is behind it.
 */
public final class UnsubscribeRoutes implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribeRoutes.class);
    private static final int BODY_BYTES_MAX = 4096;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex"><title>Mails of Ringback</title><link rel="stylesheet" href="/web/style.css"></head>
            <body><main><h1>Mails of Ringback</h1><p>%s</p>%s</main></body></html>
            """;
    private static final String BUTTON =
            "<form method=\"post\"><button type=\"submit\">Turn them off for this address</button></form>";
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "text/html; charset=utf-8",
            "content-security-policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "referrer-policy", "no-referrer",
            "cache-control", "no-store");

    private final UnsubscribeLink link;
    private final SettingStore settings;

    public UnsubscribeRoutes(UnsubscribeLink link, SettingStore settings) {
        this.link = link;
        this.settings = settings;
    }

    @Override
    public void mount(Api api) {
        String path = UnsubscribeLink.PREFIX + "{token}";
        api.door(
                UnsubscribeLink.PREFIX,
                Set.of(new Operation(HttpMethod.GET, path), new Operation(HttpMethod.POST, path)),
                this::answer);
    }

    @Override
    public String description() {
        return "openapi/unsubscribe.yaml";
    }

    private Future<Answer> answer(HttpServerRequest request, IntFunction<Future<Buffer>> body) {
        Leaving leaving = link.read(request.path())
                .orElseThrow(() -> Problem.notFound("This link is not whole; use the one in the mail as it is.")
                        .exception());
        String what =
                (leaving.list() == UnsubscribeLink.List.REPORTS ? "Callback reports" : "Notifications about profiles")
                        + " go to " + leaving.recipient();
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            return Future.succeededFuture(page(what + ".", BUTTON));
        } else if (!request.method().equals(HttpMethod.POST)) {
            throw Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address takes GET, HEAD, POST.")
                    .with("allow", "GET, HEAD, POST")
                    .exception();
        }
        return body.apply(BODY_BYTES_MAX)
                .compose(read -> settings.leave(leaving.account(), leaving.recipient(), leaving.list()))
                .map(done -> {
                    LOG.info("a recipient of account {} has turned {} off", leaving.account(), leaving.list());
                    return page(what + " no more. An administrator can turn them on again.", "");
                });
    }

    private static Answer page(String words, String form) {
        return new Answer(200, HEADERS, Buffer.buffer(PAGE.formatted(Template.escaped(words), form)));
    }
}
