package dev.ringback.profile;

import dev.ringback.config.Nearest;
import dev.ringback.http.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object and gathers what is wrong with them. {@code null} counts as a field that is not there; what is wrong
 * is told once and then read as not there, so that one pass finds all faults.
 */
final class FieldsJson {
    /** Longer names are not compared with the known ones: the cost grows with the length. */
    private static final int NAME_MAX = 64;

    private final JsonObject object;
    private final String pointer;
    private final List<FieldError> faults;

    private FieldsJson(JsonObject object, String pointer, List<FieldError> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    static FieldsJson of(JsonObject object) {
        return new FieldsJson(object, "", new ArrayList<>());
    }

    List<FieldError> faults() {
        return List.copyOf(faults);
    }

    void fault(String name, String detail) {
        faults.add(new FieldError(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    /** Refuses every field that is not one of these, and names the one that was meant. */
    void only(String... known) {
        only(List.of(), known);
    }

    /** As the other, but those of {@code told} are neither refused here nor offered. */
    void only(List<String> told, String... known) {
        for (String name : object.fieldNames()) {
            if (!told.contains(name) && !Arrays.asList(known).contains(name)) {
                fault(name, "is not a known field" + (name.length() > NAME_MAX ? "" : Nearest.hint(name, List.of(known))));
            }
        }
    }

    boolean has(String name) {
        return object.getValue(name) != null;
    }

    Optional<String> text(String name, int charsMax) {
        return typed(name, String.class, "a string").filter(text -> {
            if (text.length() > charsMax) {
                fault(name, "is longer than " + charsMax + " characters");
            } else if (!isStorable(text)) {
                fault(name, "holds a NUL or half of a surrogate pair");
            } else {
                return true;
            }
            return false;
        });
    }

    Optional<Boolean> flag(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    Optional<Integer> whole(String name, int least, int most) {
        return typed(name, Number.class, "a whole number").flatMap(number -> {
            boolean fits = (number instanceof Integer || number instanceof Long)
                    && number.longValue() >= least
                    && number.longValue() <= most;
            if (!fits) {
                fault(name, "expected a whole number from " + least + " to " + most);
            }
            return fits ? Optional.of(number.intValue()) : Optional.empty();
        });
    }

    Optional<FieldsJson> object(String name) {
        return typed(name, JsonObject.class, "an object").map(inner -> new FieldsJson(inner, pointer + "/" + name, faults));
    }

    /** Reads each element of a list of strings. One that is none becomes {@code stand}, so that places stay what they are. */
    <T> Optional<List<T>> texts(String name, int countMax, T stand, Function<String, Element<T>> reader) {
        return list(name, countMax).map(array -> {
            List<T> read = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                Element<T> element = array.getValue(i) instanceof String text && isStorable(text)
                        ? reader.apply(text)
                        : new Element<>(stand, Optional.of("expected a string"));
                String at = pointer + "/" + name + "/" + i;
                element.fault().ifPresent(detail -> faults.add(new FieldError(at, detail)));
                read.add(element.value());
            }
            return read;
        });
    }

    /** Reads each element of a list of objects; one that is none is read as an empty one, after it was told. */
    <T> Optional<List<T>> objects(String name, int countMax, Function<FieldsJson, T> reader) {
        return list(name, countMax).map(array -> {
            List<T> read = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                String at = pointer + "/" + name + "/" + i;
                if (array.getValue(i) instanceof JsonObject inner) {
                    read.add(reader.apply(new FieldsJson(inner, at, faults)));
                } else {
                    faults.add(new FieldError(at, "expected an object"));
                    read.add(reader.apply(of(new JsonObject())));
                }
            }
            return read;
        });
    }

    /** What came of one element of a list: its value, perhaps a stand-in, and what is wrong with it. */
    record Element<T>(T value, Optional<String> fault) {
        static <T> Element<T> of(T value) {
            return new Element<>(value, Optional.empty());
        }
    }

    private Optional<JsonArray> list(String name, int countMax) {
        return typed(name, JsonArray.class, "a list").filter(array -> {
            if (array.size() > countMax) {
                fault(name, "has " + array.size() + " elements; at most " + countMax + " are allowed");
            }
            return array.size() <= countMax;
        });
    }

    private <T> Optional<T> typed(String name, Class<T> type, String words) {
        Object value = object.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            fault(name, "expected " + words);
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    /** PostgreSQL keeps neither. */
    private static boolean isStorable(String text) {
        return text.indexOf(0) < 0
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
