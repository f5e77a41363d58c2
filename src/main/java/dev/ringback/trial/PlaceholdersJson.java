package dev.ringback.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.BodySpec;
import dev.ringback.domain.BodyType;
import dev.ringback.domain.Callback;
import dev.ringback.domain.Method;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.template.RenderedRequest;
import dev.ringback.domain.template.RequestTemplate;
import dev.ringback.domain.template.Scratch;
import dev.ringback.domain.template.pattern.Mention;
import dev.ringback.domain.template.value.BuiltIn;
import dev.ringback.profile.CompiledProfile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What in the templates of a profile was taken for a placeholder, with the value that each has, and what for markup. The values are rendered by
 * a template that holds nothing but the placeholders, so they are what the real one gets.
 */
final class PlaceholdersJson {
    private static final int SHOWN_MAX = 500;
    private static final int VALUE_MAX = 1000;
    private static final int RENDERED_MAX = 4 << 20;

    private final List<Mention> mentions;
    private final Callback callback;

    PlaceholdersJson(CompiledProfile profile, Callback callback) {
        this.mentions = RequestTemplate.mentions(profile.kept().profile().spec().request());
        this.callback = callback;
    }

    /** In the order of the fields. */
    JsonArray list() {
        List<Mention> placeholders = mentions.stream()
                .filter(Mention::isPlaceholder)
                .limit(SHOWN_MAX)
                .toList();
        JsonObject values = values(placeholders);
        JsonObject data = new JsonObject(new String(callback.data(), UTF_8));
        JsonArray list = new JsonArray();
        for (int i = 0; i < placeholders.size(); i++) {
            Mention each = placeholders.get(i);
            list.add(new JsonObject()
                    .put("pointer", each.pointer())
                    .put("character", each.character())
                    .put("text", each.text())
                    .put("path", each.path())
                    .put("from", from(each.path(), data))
                    .put("value", shown(values.getValue(Integer.toString(i)))));
        }
        return list;
    }

    /** The names of elements, each once. */
    JsonArray markup() {
        return new JsonArray(mentions.stream()
                .filter(mention -> !mention.isPlaceholder())
                .map(Mention::path)
                .distinct()
                .limit(SHOWN_MAX)
                .toList());
    }

    private static String from(String path, JsonObject data) {
        String first = path.split("[.\\[]", 2)[0];
        if (data.containsKey(path) || data.containsKey(first)) {
            return "data";
        }
        return BuiltIn.words().contains(path) ? "built_in" : "missing";
    }

    private JsonObject values(List<Mention> placeholders) {
        StringBuilder template = new StringBuilder("{");
        for (int i = 0; i < placeholders.size(); i++) {
            template.append(i == 0 ? "\"" : ",\"")
                    .append(i)
                    .append("\":")
                    .append(placeholders.get(i).text());
        }
        ProfileSpec.Request request = new ProfileSpec.Request(
                Method.POST,
                "https://nowhere.invalid/",
                List.of(),
                List.of(),
                Optional.of(new BodySpec(BodyType.JSON, template.append('}').toString())));
        return RequestTemplate.compile(request)
                .fold(this::rendered, errors -> Optional.<JsonObject>empty())
                .orElseGet(JsonObject::new);
    }

    private Optional<JsonObject> rendered(RequestTemplate template) {
        return template.render(callback, 1, new Scratch(RENDERED_MAX))
                .fold(PlaceholdersJson::parsed, not -> Optional.empty());
    }

    private static Optional<JsonObject> parsed(RenderedRequest request) {
        try {
            return Optional.of(new JsonObject(new String(request.body(), UTF_8)));
        } catch (DecodeException notToBeShown) {
            return Optional.empty();
        }
    }

    private static Object shown(Object value) {
        String text = value instanceof String plain ? plain : "";
        if (value instanceof JsonObject || value instanceof JsonArray) {
            text = value.toString();
        }
        return text.length() > VALUE_MAX ? text.substring(0, VALUE_MAX) + "…" : value;
    }
}
