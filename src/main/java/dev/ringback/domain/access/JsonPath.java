package dev.ringback.domain.access;

import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way through JSON to a text or a number: {@code access_token}, {@code data.token}, {@code $.tokens[0].value}. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]\\s]+)|\\[([0-9]{1,4})]");

    private final List<Object> steps;

    private JsonPath(List<Object> steps) {
        this.steps = steps;
    }

    public static Optional<JsonPath> parse(String text) {
        String path = text.startsWith("$") ? text.substring(1) : text;
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (step.find() && step.start() == at) {
            String name = step.group(1);
            steps.add(name == null ? (Object) Integer.valueOf(step.group(2)) : name.getBytes(StandardCharsets.UTF_8));
            at = step.end();
        }
        return at == path.length() && !steps.isEmpty() ? Optional.of(new JsonPath(steps)) : Optional.empty();
    }

    /** The text or the number there, as text. A fault in the JSON is thrown as {@link dev.ringback.domain.json.JsonFault}. */
    Optional<String> find(byte[] json) {
        return find(json, JsonPath::text);
    }

    /** Whether anything but null is there. A fault in the JSON is thrown as {@link dev.ringback.domain.json.JsonFault}. */
    public boolean leadsToValue(byte[] json) {
        return find(json, JsonPath::value).isPresent();
    }

    private static Optional<String> text(JsonCursor cursor) {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.STRING) {
            return Optional.of(cursor.string());
        } else if (kind == JsonKind.NUMBER) {
            return Optional.of(cursor.number());
        }
        cursor.skip();
        return Optional.empty();
    }

    private static Optional<JsonKind> value(JsonCursor cursor) {
        JsonKind kind = cursor.peek();
        cursor.skip();
        return Optional.of(kind).filter(found -> found != JsonKind.NULL);
    }

    private <T> Optional<T> find(byte[] json, Function<JsonCursor, Optional<T>> read) {
        JsonCursor cursor = new JsonCursor(json);
        Optional<T> found = find(cursor, 0, read);
        cursor.end();
        return found;
    }

    private <T> Optional<T> find(JsonCursor cursor, int depth, Function<JsonCursor, Optional<T>> read) {
        if (depth == steps.size()) {
            return read.apply(cursor);
        }
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.OBJECT && steps.get(depth) instanceof byte[] name) {
            return inObject(cursor, name, depth + 1, read);
        } else if (kind == JsonKind.ARRAY && steps.get(depth) instanceof Integer index) {
            return inArray(cursor, index, depth + 1, read);
        }
        cursor.skip();
        return Optional.empty();
    }

    /** Of two members with the name the last one counts. */
    private <T> Optional<T> inObject(
            JsonCursor cursor, byte[] name, int depth, Function<JsonCursor, Optional<T>> read) {
        Optional<T> found = Optional.empty();
        cursor.enterObject();
        while (cursor.nextMember()) {
            if (cursor.nameIs(name)) {
                found = find(cursor, depth, read);
            } else {
                cursor.skip();
            }
        }
        return found;
    }

    private <T> Optional<T> inArray(JsonCursor cursor, int index, int depth, Function<JsonCursor, Optional<T>> read) {
        Optional<T> found = Optional.empty();
        cursor.enterArray();
        for (int i = 0; cursor.nextElement(); i++) {
            if (i == index) {
                found = find(cursor, depth, read);
            } else {
                cursor.skip();
            }
        }
        return found;
    }
}
