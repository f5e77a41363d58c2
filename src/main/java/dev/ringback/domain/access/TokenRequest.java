package dev.ringback.domain.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.access.Token.Parameter;
import dev.ringback.domain.template.Origin;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.value.JsonQuote;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The request by which a token is asked for. It is the same each time. */
public final class TokenRequest {
    private static final byte[] NO_BODY = {};

    private TokenRequest() {}

    /** {@code target} is the path and query of the URL. */
    public static RenderedRequest of(Token.Request request, Origin origin, String target) {
        List<Header> headers = new ArrayList<>();
        if (!names(request, "accept")) {
            headers.add(new Header("accept", "application/json", false));
        }
        List<Parameter> fields = new ArrayList<>();
        if (request.sendAs() == SendAs.BASIC) {
            headers.add(new Header(
                    "authorization",
                    basic(request.client().id(), request.client().secret().value()),
                    true));
        } else {
            fields.add(new Parameter(request.names().id(), request.client().id(), false));
            fields.add(new Parameter(
                    request.names().secret(), request.client().secret().value(), true));
        }
        fields.addAll(request.parameters());
        boolean json = request.sendAs() == SendAs.JSON;
        if (request.method().hasBody() && !names(request, "content-type")) {
            headers.add(
                    new Header("content-type", json ? "application/json" : "application/x-www-form-urlencoded", false));
        }
        request.headers().forEach(each -> headers.add(new Header(each.name(), wire(each.value()), each.secret())));
        byte[] body =
                request.method().hasBody() ? (json ? json(fields) : form(fields).getBytes(UTF_8)) : NO_BODY;
        RenderedRequest bare = new RenderedRequest(request.method(), origin, target, headers, body);
        return request.method() == Method.GET && !fields.isEmpty() ? bare.withSecretQuery(form(fields)) : bare;
    }

    /** What the profile says itself goes before ours. */
    private static boolean names(Token.Request request, String header) {
        return request.headers().stream().anyMatch(each -> each.name().equalsIgnoreCase(header));
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** One character for each byte, as headers are sent. */
    public static String wire(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String form(List<Parameter> fields) {
        return fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    private static byte[] json(List<Parameter> fields) {
        return fields.stream()
                .map(field -> quoted(field.name()) + ":" + quoted(field.value()))
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return new String(JsonQuote.of(text), UTF_8);
    }
}
