package dev.ringback.account;

import dev.ringback.domain.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the audit says of a new key: what it may do. */
final class KeyChangeJson {
    private KeyChangeJson() {}

    static String made(ApiKey key) {
        JsonArray scopes = new JsonArray();
        key.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        return new JsonArray()
                .add(new JsonObject().put("field", "scopes").putNull("before").put("after", scopes))
                .encode();
    }
}
