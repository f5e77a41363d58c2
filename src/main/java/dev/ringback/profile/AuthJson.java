package dev.ringback.profile;

import dev.ringback.domain.SecretText;
import dev.ringback.domain.access.Auth;
import dev.ringback.domain.access.Client;
import dev.ringback.domain.access.SendAs;
import dev.ringback.http.JsonFields;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The field {@code auth} of a profile. Which fields it has is said by its {@code type}; those of a token are {@link TokenJson}'s. */
final class AuthJson {
    static final int SECRET_MAX = 8192;
    static final int NAME_MAX = 200;
    private static final int URL_MAX = 4096;
    private static final Map<String, Function<JsonFields, Auth>> TYPES = new LinkedHashMap<>();
    private static final Map<String, SendAs> OAUTH2_SEND_AS =
            Map.of(SendAs.BASIC.word(), SendAs.BASIC, SendAs.FORM.word(), SendAs.FORM);

    static {
        TYPES.put("none", auth -> new Auth.None());
        TYPES.put("basic", AuthJson::basic);
        TYPES.put("header", auth -> new Auth.InHeader(auth.text("name", 1, NAME_MAX), secret(auth, "value")));
        TYPES.put("query", auth -> new Auth.InQuery(auth.text("name", 1, NAME_MAX), secret(auth, "value")));
        TYPES.put("token", auth -> new Auth.ByToken(TokenJson.read(auth)));
        TYPES.put("oauth2", AuthJson::oauth2);
    }

    private AuthJson() {}

    static Auth read(JsonFields profile) {
        return profile.object("auth").map(AuthJson::auth).orElseGet(Auth.None::new);
    }

    private static Auth auth(JsonFields auth) {
        return auth.required("type", auth.choice("type", TYPES))
                .map(type -> type.apply(auth))
                .orElseGet(Auth.None::new);
    }

    private static Auth basic(JsonFields auth) {
        String user = auth.text("user", 1, 1000);
        if (user.indexOf(':') >= 0) {
            auth.refuse("user", "must not have a colon in it: that ends the name of a user");
        }
        return new Auth.Basic(
                user,
                auth.required("password", auth.secret("password", 0, SECRET_MAX))
                        .orElse(NONE));
    }

    private static Auth oauth2(JsonFields auth) {
        return new Auth.OAuth2(
                auth.text("url", 1, URL_MAX),
                client(auth),
                auth.optionalText("scope", 0, 2000).orElse(""),
                auth.choice("send_as", OAUTH2_SEND_AS).orElse(SendAs.BASIC));
    }

    static Client client(JsonFields auth) {
        return new Client(auth.text("client_id", 1, 1000), secret(auth, "client_secret"));
    }

    private static final SecretText NONE = new SecretText("");

    static SecretText secret(JsonFields fields, String name) {
        return fields.required(name, fields.secret(name, 1, SECRET_MAX)).orElse(NONE);
    }

    static JsonObject write(Auth auth) {
        if (auth instanceof Auth.Basic basic) {
            return typed("basic").put("user", basic.user()).put("password", new Veiled(basic.password()));
        } else if (auth instanceof Auth.InHeader header) {
            return typed("header").put("name", header.name()).put("value", new Veiled(header.value()));
        } else if (auth instanceof Auth.InQuery query) {
            return typed("query").put("name", query.name()).put("value", new Veiled(query.value()));
        } else if (auth instanceof Auth.ByToken by) {
            return typed("token").mergeIn(TokenJson.write(by.token()));
        } else if (auth instanceof Auth.OAuth2 preset) {
            JsonObject json = typed("oauth2").put("url", preset.url()).mergeIn(write(preset.client()));
            return (preset.scope().isEmpty() ? json : json.put("scope", preset.scope()))
                    .put("send_as", preset.sendAs().word());
        }
        return typed("none");
    }

    static JsonObject write(Client client) {
        return new JsonObject().put("client_id", client.id()).put("client_secret", new Veiled(client.secret()));
    }

    private static JsonObject typed(String type) {
        return new JsonObject().put("type", type);
    }
}
