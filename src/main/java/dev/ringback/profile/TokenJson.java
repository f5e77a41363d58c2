package dev.ringback.profile;

import dev.ringback.domain.Header;
import dev.ringback.domain.Method;
import dev.ringback.domain.access.SendAs;
import dev.ringback.domain.access.Token;
import dev.ringback.domain.access.Token.Answer;
import dev.ringback.domain.access.Token.Encrypted;
import dev.ringback.domain.access.Token.Names;
import dev.ringback.domain.access.Token.Parameter;
import dev.ringback.domain.access.Token.Request;
import dev.ringback.domain.access.Token.Use;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of {@code auth} whose type is {@code token}. */
final class TokenJson {
    private static final int URL_MAX = 4096;
    private static final int LIST_MAX = 20;
    private static final Duration LIFETIME_MIN = Duration.ofSeconds(1);
    private static final Duration LIFETIME_MAX = Duration.ofDays(30);
    private static final Map<String, Method> METHODS = new LinkedHashMap<>();
    private static final Map<String, SendAs> SEND_AS = new LinkedHashMap<>();

    static {
        METHODS.put("GET", Method.GET);
        METHODS.put("POST", Method.POST);
        for (SendAs way : SendAs.values()) {
            SEND_AS.put(way.word(), way);
        }
    }

    private TokenJson() {}

    static Token read(JsonFields auth) {
        Method method = auth.choice("method", METHODS).orElse(Method.POST);
        SendAs sendAs = auth.choice("send_as", SEND_AS).orElse(SendAs.FORM);
        if (method == Method.GET && sendAs == SendAs.JSON) {
            auth.refuse("send_as", "must be form or basic when the method is GET, which has no body");
        }
        Request request = new Request(
                method,
                auth.text("url", 1, URL_MAX),
                AuthJson.client(auth),
                sendAs,
                new Names(
                        auth.optionalText("client_id_field", 1, AuthJson.NAME_MAX)
                                .orElse(Names.STANDARD.id()),
                        auth.optionalText("client_secret_field", 1, AuthJson.NAME_MAX)
                                .orElse(Names.STANDARD.secret())),
                headers(auth),
                parameters(auth));
        Use use = new Use(
                auth.optionalText("header", 1, AuthJson.NAME_MAX).orElse(Use.BEARER.header()),
                auth.optionalText("prefix", 0, 100).orElse(Use.BEARER.prefix()));
        return new Token(request, answer(auth), use);
    }

    private static Answer answer(JsonFields auth) {
        Answer standard = Answer.STANDARD;
        return new Answer(
                auth.optionalText("token_path", 1, AuthJson.NAME_MAX).orElse(standard.token()),
                auth.optionalText("expires_in_path", 1, AuthJson.NAME_MAX).orElse(standard.expiresIn()),
                auth.optionalText("expires_on_path", 1, AuthJson.NAME_MAX).orElse(standard.expiresOn()),
                auth.duration("lifetime", LIFETIME_MIN, LIFETIME_MAX, standard.lifetime()),
                auth.object("encrypted").map(TokenJson::encrypted));
    }

    private static Encrypted encrypted(JsonFields encrypted) {
        return new Encrypted(
                encrypted.text("algorithm", 1, 20), AuthJson.secret(encrypted, "key"), encrypted.secret("iv", 1, 100));
    }

    private static List<Header> headers(JsonFields auth) {
        return auth.objects("headers", LIST_MAX).stream()
                .map(TokenJson::field)
                .map(field -> new Header(field.name(), field.value(), field.secret()))
                .toList();
    }

    private static List<Parameter> parameters(JsonFields auth) {
        return auth.objects("parameters", LIST_MAX).stream()
                .map(TokenJson::field)
                .toList();
    }

    private static Parameter field(JsonFields field) {
        MaskableFieldJson read = MaskableFieldJson.read(field, 0, AuthJson.SECRET_MAX);
        return new Parameter(read.name(), read.value(), read.secret());
    }

    static JsonObject write(Token token) {
        Request request = token.request();
        Answer answer = token.answer();
        JsonObject json = new JsonObject()
                .put("url", request.url())
                .put("method", request.method().name())
                .mergeIn(AuthJson.write(request.client()))
                .put("send_as", request.sendAs().word())
                .put("client_id_field", request.names().id())
                .put("client_secret_field", request.names().secret());
        JsonArray headers = new JsonArray();
        request.headers().forEach(each -> headers.add(MaskableFieldJson.of(each).write()));
        JsonArray parameters = new JsonArray();
        request.parameters()
                .forEach(each ->
                        parameters.add(new MaskableFieldJson(each.name(), each.value(), each.secret()).write()));
        json.put("headers", headers)
                .put("parameters", parameters)
                .put("token_path", answer.token())
                .put("expires_in_path", answer.expiresIn())
                .put("expires_on_path", answer.expiresOn())
                .put("lifetime", dev.ringback.domain.Durations.print(answer.lifetime()));
        answer.encrypted().ifPresent(encrypted -> json.put("encrypted", write(encrypted)));
        return json.put("header", token.use().header())
                .put("prefix", token.use().prefix());
    }

    private static JsonObject write(Encrypted encrypted) {
        JsonObject json =
                new JsonObject().put("algorithm", encrypted.algorithm()).put("key", new Veiled(encrypted.key()));
        encrypted.iv().ifPresent(iv -> json.put("iv", new Veiled(iv)));
        return json;
    }
}
