package dev.ringback.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.delivery.Tested;
import dev.ringback.delivery.Traced;
import dev.ringback.domain.Header;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.RequestExcerpt;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Both halves of a Test's exchange, part by part. Secrets are masked in the request, and in the answer where it repeats them. */
final class ExchangeJson {
    /** A body may be megabytes; people look at its beginning. */
    private static final int BODY_SHOWN_MAX = 64 * 1024;

    private static final int SECRET_MIN = 4;
    private static final Set<String> ALWAYS_MASKED = Set.of("authorization", "proxy-authorization", "cookie");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:-]{1,40})");

    private final CompiledProfile profile;
    private final Optional<RenderedRequest> request;
    private final Optional<Traced.Answer> answer;
    private final List<String> secrets;

    ExchangeJson(CompiledProfile profile, Tested tested) {
        this(profile, tested.request(), tested.traced().answer());
    }

    /** Without an answer for what is not sent. */
    ExchangeJson(CompiledProfile profile, Optional<RenderedRequest> request, Optional<Traced.Answer> answer) {
        this.profile = profile;
        this.request = request;
        this.answer = answer;
        this.secrets = request.stream()
                .flatMap(ExchangeJson::secrets)
                .filter(value -> value.length() >= SECRET_MIN)
                .toList();
    }

    /** As they were sent; and what stands in them: a receiver may answer with a token or password alone. */
    private static Stream<String> secrets(RenderedRequest request) {
        Stream<String> headers = request.headers().stream()
                .filter(ExchangeJson::isSecret)
                .map(header -> TestedJson.text(header.value()))
                .flatMap(value -> Stream.of(value, value.substring(value.indexOf(' ') + 1)));
        String query = request.secretQuery().substring(request.secretQuery().indexOf('=') + 1);
        return Stream.concat(headers, Stream.of(query, decoded(query)));
    }

    Optional<JsonObject> request() {
        return request.map(sent -> {
            JsonObject json = new JsonObject()
                    .put("method", sent.method().name())
                    .put("url", sent.url())
                    .put("query", query(sent))
                    .put("headers", headers(sent));
            return withBody(json, sent.headers(), sent.body(), sent.method().hasBody())
                    .put("body_cut", sent.body().length > BODY_SHOWN_MAX);
        });
    }

    Optional<JsonObject> response() {
        return answer.map(came -> {
            JsonArray headers = new JsonArray();
            came.headers()
                    .forEach(header -> headers.add(new JsonObject()
                            .put("name", header.name())
                            .put("value", masked(TestedJson.text(header.value())))));
            JsonObject json = new JsonObject()
                    .put("http_status", came.httpStatus())
                    .put("reason", TestedJson.text(came.reason()))
                    .put("headers", headers);
            return withBody(json, came.headers(), came.body(), true).put("body_cut", isCut(came));
        });
    }

    private static boolean isCut(Traced.Answer answer) {
        return answer.cut() || answer.body().length > BODY_SHOWN_MAX;
    }

    private JsonObject withBody(JsonObject json, List<Header> headers, byte[] body, boolean has) {
        Optional<String> type = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("content-type"))
                .map(header -> TestedJson.text(header.value()))
                .findFirst();
        byte[] shown = body.length > BODY_SHOWN_MAX ? Arrays.copyOf(body, BODY_SHOWN_MAX) : body;
        return json.put("content_type", type.orElse(null))
                .put("body", has ? masked(new String(shown, charset(type))) : null)
                .put("body_bytes", body.length);
    }

    /** In the order in which they are sent. */
    private JsonArray headers(RenderedRequest request) {
        JsonArray headers = new JsonArray().add(header("host", request.origin().authority(), "ringback"));
        for (Header header : request.headers()) {
            String value = isSecret(header) ? RequestExcerpt.MASK : TestedJson.text(header.value());
            headers.add(header(header.name(), value, isOfProfile(header) ? "profile" : "ringback"));
        }
        return request.method().hasBody()
                ? headers.add(header("content-length", Integer.toString(request.body().length), "ringback"))
                : headers;
    }

    private static JsonObject header(String name, String value, String from) {
        return new JsonObject().put("name", name).put("value", value).put("from", from);
    }

    private boolean isOfProfile(Header header) {
        return profile.kept().profile().spec().request().headers().stream()
                .anyMatch(own -> own.name().equalsIgnoreCase(header.name()));
    }

    private static boolean isSecret(Header header) {
        return header.secret() || ALWAYS_MASKED.contains(header.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** As a receiver reads it. */
    private static JsonArray query(RenderedRequest request) {
        JsonArray query = query(request.target());
        if (!request.secretQuery().isEmpty()) {
            String name = decoded(request.secretQuery().split("=", 2)[0]);
            query.add(new JsonObject().put("name", name).put("value", RequestExcerpt.MASK));
        }
        return query;
    }

    private static JsonArray query(String target) {
        JsonArray query = new JsonArray();
        int mark = target.indexOf('?');
        if (mark < 0) {
            return query;
        }
        for (String parameter : target.substring(mark + 1).split("&")) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                query.add(new JsonObject()
                        .put("name", decoded(parts[0]))
                        .put("value", parts.length > 1 ? decoded(parts[1]) : ""));
            }
        }
        return query;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, UTF_8);
        } catch (IllegalArgumentException odd) {
            return part;
        }
    }

    private String masked(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, RequestExcerpt.MASK);
        }
        return result;
    }

    private static Charset charset(Optional<String> type) {
        Matcher named = CHARSET.matcher(type.orElse(""));
        if (!named.find()) {
            return UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return UTF_8;
        }
    }
}
