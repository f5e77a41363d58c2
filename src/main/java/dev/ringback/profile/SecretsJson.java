package dev.ringback.profile;

import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secrets of a profile's JSON wherever they stand. Each has a place: the names that lead to it, where an element of a list goes by
 * its {@code name} (in lower case, with a number when there are several of that name), so that a list may be put in another order.
 */
final class SecretsJson {
    /** The one field of the object that stands for a secret where it is kept. */
    static final String SEALED = "sealed";

    private SecretsJson() {}

    /** What is put in the place of a value. */
    interface Change {
        @Nullable
        Object of(String place, @Nullable Object value);
    }

    /** A copy in which the change was asked for each value that is neither an array nor an object, sealed secrets aside. */
    static JsonObject map(JsonObject json, Change change) {
        return object("", json, change);
    }

    /** As answers show it. */
    static JsonObject masked(JsonObject json) {
        return map(json, (place, value) -> value instanceof Veiled ? Veiled.MASK : value);
    }

    /** Puts the stored secrets back where their masks were sent. */
    static JsonObject unmasked(JsonObject sent, JsonObject stored) {
        Map<String, Veiled> secrets = new HashMap<>();
        JsonObject unused = map(stored, (place, value) -> {
            if (value instanceof Veiled secret) {
                secrets.put(place, secret);
            }
            return value;
        });
        return map(sent, (place, value) -> {
            Optional<Veiled> kept =
                    Veiled.MASK.equals(value) ? Optional.ofNullable(secrets.get(place)) : Optional.empty();
            return kept.isPresent() ? kept.get() : value;
        });
    }

    private static JsonObject object(String place, JsonObject json, Change change) {
        JsonObject copy = new JsonObject();
        for (String name : json.fieldNames()) {
            copy.put(name, any(place + "/" + name, json.getValue(name), change));
        }
        return copy;
    }

    private static @Nullable Object any(String place, @Nullable Object value, Change change) {
        if (value instanceof JsonObject object && !isSealed(object)) {
            return object(place, object, change);
        }
        return value instanceof JsonArray array ? array(place, array, change) : change.of(place, value);
    }

    private static boolean isSealed(JsonObject object) {
        return object.size() == 1 && object.getValue(SEALED) instanceof String;
    }

    private static JsonArray array(String place, JsonArray array, Change change) {
        JsonArray copy = new JsonArray();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            Object item = array.getValue(i);
            String step = Integer.toString(i);
            if (item instanceof JsonObject object && object.getValue("name") instanceof String name) {
                String lower = name.toLowerCase(Locale.ROOT);
                int times = seen.merge(lower, 1, Integer::sum);
                step = times == 1 ? lower : lower + "/" + times;
            }
            copy.add(any(place + "/" + step, item, change));
        }
        return copy;
    }
}
