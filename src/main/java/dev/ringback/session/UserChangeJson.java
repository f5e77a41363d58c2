package dev.ringback.session;

import dev.ringback.domain.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the audit says of a new user: what they may do. */
final class UserChangeJson {
    private UserChangeJson() {}

    static String made(User user) {
        JsonArray scopes = new JsonArray();
        user.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        return new JsonArray()
                .add(new JsonObject().put("field", "scopes").putNull("before").put("after", scopes))
                .encode();
    }
}
