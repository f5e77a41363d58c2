package dev.ringback.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.delivery.TokenTested;
import dev.ringback.delivery.Traced;
import dev.ringback.domain.Header;
import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Grant;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.TokenAnswer.NoToken;
import dev.ringback.domain.access.TokenRequest;
import dev.ringback.domain.template.value.JsonQuote;
import dev.ringback.http.TimeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The call of the token server, part by part. What is secret in it is masked; of an answer that was not understood, all that may be. */
final class TokenTestedJson {
    private static final int BODY_SHOWN_MAX = 16 * 1024;
    private static final int SECRET_MIN = 3;
    /** A value of JSON as long as this may be a token, wherever it stands. */
    private static final Pattern LONG_TEXT = Pattern.compile("(:\\s*\")[^\"]{16,}(\")");

    private final TokenTested tested;
    private final List<String> secrets = new ArrayList<>();

    private TokenTestedJson(Token token, TokenTested tested) {
        this.tested = tested;
        addSecret(token.request().client().secret().value());
        tested.request().headers().stream()
                .filter(Header::secret)
                .map(each -> TestedJson.text(each.value()))
                .forEach(this::addSecretWithScheme);
        token.request().parameters().stream().filter(Token.Parameter::secret).forEach(each -> addSecret(each.value()));
        if (tested.answer() instanceof Grant grant) {
            addSecret(grant.token().value());
        }
        // A shorter one may be a part of a longer.
        secrets.sort(Comparator.comparing(String::length).reversed());
    }

    static JsonObject of(Token token, TokenTested tested) {
        return new TokenTestedJson(token, tested).json();
    }

    private JsonObject json() {
        JsonObject json = new JsonObject()
                .put("request", request())
                .put("response", tested.traced().answer().map(this::response).orElse(null));
        if (tested.answer() instanceof Grant grant) {
            return json.put("error", null).put("expires_at", TimeText.format(grant.expiresAt()));
        }
        String reason = tested.answer() instanceof NoToken none ? none.reason() : "";
        return json.put("error", reason).put("expires_at", null);
    }

    private JsonObject request() {
        var request = tested.request();
        JsonArray headers = new JsonArray();
        request.headers()
                .forEach(header -> headers.add(new JsonObject()
                        .put("name", header.name())
                        .put("value", header.secret() ? SecretText.MASK : masked(TestedJson.text(header.value())))));
        return new JsonObject()
                .put("method", request.method().name())
                .put("url", masked(request.origin() + request.wireTarget()))
                .put("headers", headers)
                .put("body", request.method().hasBody() ? masked(new String(request.body(), UTF_8)) : null);
    }

    private JsonObject response(Traced.Answer answer) {
        JsonArray headers = new JsonArray();
        answer.headers()
                .forEach(header -> headers.add(new JsonObject()
                        .put("name", header.name())
                        .put("value", masked(TestedJson.text(header.value())))));
        String body = new String(answer.body(), 0, Math.min(answer.body().length, BODY_SHOWN_MAX), UTF_8);
        return new JsonObject()
                .put("http_status", answer.httpStatus())
                .put("headers", headers)
                .put("body", LONG_TEXT.matcher(masked(body)).replaceAll("$1" + SecretText.MASK + "$2"));
    }

    /** A server may answer with what stands behind {@code Basic} alone. */
    private void addSecretWithScheme(String value) {
        addSecret(value);
        addSecret(value.substring(value.indexOf(' ') + 1));
    }

    private void addSecret(String secret) {
        if (secret.length() >= SECRET_MIN) {
            secrets.add(secret);
            secrets.add(TokenRequest.encoded(secret));
            secrets.add(quoted(secret));
        }
    }

    /** As it stands within a JSON string. */
    private static String quoted(String text) {
        String json = new String(JsonQuote.of(text), UTF_8);
        return json.substring(1, json.length() - 1);
    }

    private String masked(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, SecretText.MASK);
        }
        return result;
    }
}
