package dev.ringback.http;

import dev.ringback.domain.SecretText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object strictly and tells all that is wrong with it at once. Ask for every field there may be, then
 * {@link #check()}: a field nobody asked for is an error. Where a value is wrong the getter answers a stand-in, which is never used,
 * as the check fails.
 */
public final class JsonFields {
    private final JsonObject object;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<JsonFields> nested = new ArrayList<>();

    private JsonFields(JsonObject object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    public static JsonFields of(JsonObject object) {
        return new JsonFields(object, "", new ArrayList<>());
    }

    /** Fails with one problem for all errors so far, unknown fields among them. */
    public void check() {
        List<FieldError> all = errors();
        if (!all.isEmpty()) {
            throw Problem.invalid(all).exception();
        }
    }

    /** All errors so far, unknown fields among them. */
    public List<FieldError> errors() {
        List<FieldError> all = new ArrayList<>(errors);
        addUnknown(all);
        return all;
    }

    private void addUnknown(List<FieldError> all) {
        for (String name : object.fieldNames()) {
            if (!asked.contains(name)) {
                all.add(new FieldError(
                        at(name), "There is no field " + Words.quoted(name) + "." + Words.suggestion(name, asked)));
            }
        }
        nested.forEach(child -> child.addUnknown(all));
    }

    /** True when the field is there, be it null. */
    public boolean has(String name) {
        asked.add(name);
        return object.containsKey(name);
    }

    public boolean isNull(String name) {
        return has(name) && object.getValue(name) == null;
    }

    public String text(String name, int lengthMin, int lengthMax) {
        return required(name, optionalText(name, lengthMin, lengthMax)).orElse("");
    }

    /** Empty when it is missing, null or wrong. */
    public Optional<String> optionalText(String name, int lengthMin, int lengthMax) {
        Optional<String> text = typed(name, String.class, "a text");
        if (text.isPresent()) {
            int length = text.get().codePointCount(0, text.get().length());
            if (length < lengthMin || length > lengthMax) {
                return refused(name, "must have " + lengthMin + " to " + lengthMax + " characters, not " + length);
            }
        }
        return text;
    }

    /**
     * A text that is a secret: as it was sent, or, where its mask was sent, as it is stored. Those who read the secrets of a stored profile
     * put them into the tree as {@link Veiled} first.
     */
    public Optional<SecretText> secret(String name, int lengthMin, int lengthMax) {
        asked.add(name);
        if (object.getValue(name) instanceof Veiled stored) {
            return Optional.of(new SecretText(stored.reveal()));
        }
        if (Veiled.MASK.equals(object.getValue(name))) {
            return refused(name, "is a mask, but no secret is stored here; send the value itself");
        }
        return optionalText(name, lengthMin, lengthMax).map(SecretText::new);
    }

    /** Whether a mask was sent, be there a secret for it or not. */
    public boolean isMask(String name) {
        asked.add(name);
        Object value = object.getValue(name);
        return value instanceof Veiled || Veiled.MASK.equals(value);
    }

    public int integer(String name, int min, int max, int absent) {
        return optionalInteger(name, min, max).orElse(absent);
    }

    public Optional<Integer> optionalInteger(String name, int min, int max) {
        Optional<Number> number = typed(name, Number.class, "a whole number");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Number value = number.get();
        if (!(value instanceof Integer) || value.intValue() < min || value.intValue() > max) {
            return refused(name, "must be a whole number from " + min + " to " + max + ", not " + value);
        }
        return Optional.of(value.intValue());
    }

    public boolean flag(String name, boolean absent) {
        return typed(name, Boolean.class, "true or false").orElse(absent);
    }

    /** A text such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 1d}. */
    public Duration duration(String name, Duration min, Duration max, Duration absent) {
        return parsed(name, "a duration such as \"10s\"", text -> DurationText.parse(text, min, max))
                .orElse(absent);
    }

    public Optional<Instant> instant(String name) {
        return parsed(name, "a time such as \"2026-01-31T12:00:00Z\"", TimeText::parse);
    }

    /** One of the names given; each stands for a value. */
    public <T> Optional<T> choice(String name, Map<String, T> choices) {
        return parsed(name, "one of " + String.join(", ", choices.keySet()), text -> {
            if (choices.containsKey(text)) {
                return Result.of(choices.get(text));
            }
            return Result.refused("must be one of " + String.join(", ", choices.keySet()) + ", not "
                    + Words.quoted(text) + "." + Words.suggestion(text, choices.keySet()));
        });
    }

    /** A text that is read further; the parser's refusal becomes the field's error: a sentence without its subject. */
    public <T> Optional<T> parsed(String name, String expected, Function<String, Result<T>> parser) {
        Optional<String> text = typed(name, String.class, expected);
        return text.flatMap(given -> accepted(name, parser.apply(given)));
    }

    public List<String> texts(String name, int itemsMax, int lengthMax) {
        JsonArray array = array(name, itemsMax).orElseGet(JsonArray::new);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object item = array.getValue(i);
            if (item instanceof String text && !text.isEmpty() && text.length() <= lengthMax && !isUnfit(text)) {
                texts.add(text);
            } else if (item instanceof String) {
                refuse(name + "/" + i, "must have 1 to " + lengthMax + " characters, none of them NUL");
            } else {
                refuse(name + "/" + i, "must be a text, not " + kind(item));
            }
        }
        return texts;
    }

    public Optional<JsonFields> object(String name) {
        return typed(name, JsonObject.class, "an object").map(child -> nest(child, at(name)));
    }

    public List<JsonFields> objects(String name, int itemsMax) {
        JsonArray array = array(name, itemsMax).orElseGet(JsonArray::new);
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Object item = array.getValue(i);
            if (item instanceof JsonObject child) {
                objects.add(nest(child, at(name) + "/" + i));
            } else {
                refuse(name + "/" + i, "must be an object, not " + kind(item));
            }
        }
        return objects;
    }

    /** Whatever JSON value it is; empty when missing or null. */
    public Optional<Object> any(String name) {
        asked.add(name);
        return Optional.ofNullable(object.getValue(name));
    }

    /** Takes all that is in the object, whatever it is. */
    public JsonObject whole() {
        asked.addAll(object.fieldNames());
        return object.copy();
    }

    /** Says that the field is missing when the value is empty though nothing was wrong with it. */
    public <T> Optional<T> required(String name, Optional<T> value) {
        if (value.isEmpty() && (!has(name) || isNull(name))) {
            refuse(name, "is required");
        }
        return value;
    }

    /** True when something was found wrong with the field, or within it. */
    public boolean isWrong(String name) {
        String at = at(name);
        return errors.stream()
                .anyMatch(error -> error.pointer().equals(at) || error.pointer().startsWith(at + "/"));
    }

    /** Adds an error to the field; the sentence has no subject: {@code must be …}. */
    public void refuse(String name, String predicate) {
        boolean ended = predicate.endsWith(".") || predicate.endsWith("?");
        errors.add(new FieldError(at(name), name + " " + predicate + (ended ? "" : ".")));
    }

    private Optional<JsonArray> array(String name, int itemsMax) {
        Optional<JsonArray> array = typed(name, JsonArray.class, "an array");
        if (array.isPresent() && array.get().size() > itemsMax) {
            return refused(
                    name,
                    "may have at most " + itemsMax + " items, not "
                            + array.get().size());
        }
        return array;
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        asked.add(name);
        Object value = object.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Veiled) {
            // Else whoever may edit could make a secret readable.
            return refused(name, "is a mask; to make it readable, send the value itself");
        }
        if (value instanceof String text && type == String.class && isUnfit(text)) {
            return refused(name, "must not contain NUL or half of a surrogate pair");
        }
        return type.isInstance(value)
                ? Optional.of(type.cast(value))
                : refused(name, "must be " + expected + ", not " + kind(value));
    }

    /** No store takes these. */
    private static boolean isUnfit(String text) {
        return text.codePoints().anyMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    }

    private <T> Optional<T> accepted(String name, Result<T> result) {
        result.refusal().ifPresent(refusal -> refuse(name, refusal));
        return result.value();
    }

    private <T> Optional<T> refused(String name, String predicate) {
        refuse(name, predicate);
        return Optional.empty();
    }

    private JsonFields nest(JsonObject child, String at) {
        JsonFields fields = new JsonFields(child, at, errors);
        nested.add(fields);
        return fields;
    }

    /** A slash in {@code name} leads into an array; in a name of the sender's own it is escaped as RFC 6901 says. */
    private String at(String name) {
        String escaped = object.containsKey(name) ? name.replace("~", "~0").replace("/", "~1") : name;
        return pointer + "/" + escaped;
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof CharSequence) {
            return "a text";
        } else if (value instanceof Number) {
            return "a number";
        } else if (value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof JsonArray || value instanceof List<?> ? "an array" : "an object";
    }
}
