package dev.ringback.profile;

import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileState;
import dev.ringback.http.Veiled;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change made of a profile, field by field, for the audit. Secrets are masked, so one that changed looks the same before and after; long
 * texts are cut, as nobody is to keep each version of a large template twice.
 */
final class ChangesJson {
    private static final int TEXT_MAX = 1000;
    private static final List<String> WITH_EACH_CHANGE =
            List.of("id", "created_at", "updated_at", "version", "state_changed_at");

    private ChangesJson() {}

    static String created(KeptProfile made) {
        return between(Optional.empty(), made).encode();
    }

    static String duplicated(ProfileId from, KeptProfile made) {
        JsonArray fields = new JsonArray().add(field("duplicate_of", null, from.toString()));
        return fields.addAll(between(Optional.empty(), made)).encode();
    }

    static String changed(KeptProfile before, KeptProfile after) {
        return between(Optional.of(before), after).encode();
    }

    static String autoDisabled(String reason) {
        return new JsonArray()
                .add(field("state", ProfileState.ACTIVE.word(), ProfileState.AUTO_DISABLED.word()))
                .add(field("state_reason", null, cut(reason)))
                .encode();
    }

    private static JsonArray between(Optional<KeptProfile> before, KeptProfile after) {
        JsonArray fields = new JsonArray();
        JsonObject then = before.map(ProfileJson::open).orElseGet(JsonObject::new);
        JsonObject now = ProfileJson.open(after);
        JsonObject shownThen = SecretsJson.masked(then);
        JsonObject shownNow = SecretsJson.masked(now);
        JsonObject names = shownThen.copy().mergeIn(shownNow);
        for (String name : names.fieldNames()) {
            if (!WITH_EACH_CHANGE.contains(name) && !Objects.equals(then.getValue(name), now.getValue(name))) {
                fields.add(field(name, cut(shownThen.getValue(name)), cut(shownNow.getValue(name))));
            }
        }
        boolean rotated = before.filter(
                        old -> !old.profile().secret().equals(after.profile().secret()))
                .isPresent();
        return rotated ? fields.add(field("secret", Veiled.MASK, Veiled.MASK)) : fields;
    }

    private static JsonObject field(String name, @Nullable Object before, @Nullable Object after) {
        return new JsonObject().put("field", name).put("before", before).put("after", after);
    }

    private static @Nullable Object cut(@Nullable Object value) {
        if (value instanceof String text && text.length() > TEXT_MAX) {
            int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
            return text.substring(0, end) + "… (" + text.length() + " characters)";
        } else if (value instanceof JsonObject object) {
            JsonObject shorter = new JsonObject();
            object.fieldNames().forEach(name -> shorter.put(name, cut(object.getValue(name))));
            return shorter;
        } else if (value instanceof JsonArray array) {
            JsonArray shorter = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                shorter.add(cut(array.getValue(i)));
            }
            return shorter;
        }
        return value;
    }
}
