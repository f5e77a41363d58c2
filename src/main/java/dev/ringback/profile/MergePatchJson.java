package dev.ringback.profile;

import io.vertx.core.json.JsonObject;

/** JSON Merge Patch as <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a> has it: null removes, objects merge, all else replaces. */
final class MergePatchJson {
    private MergePatchJson() {}

    /** Neither argument is changed. */
    static JsonObject merge(JsonObject target, JsonObject patch) {
        JsonObject merged = target.copy();
        for (String name : patch.fieldNames()) {
            Object value = patch.getValue(name);
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof JsonObject inner) {
                JsonObject within = merged.getValue(name) instanceof JsonObject there ? there : new JsonObject();
                merged.put(name, merge(within, inner));
            } else {
                merged.put(name, value);
            }
        }
        return merged;
    }
}
