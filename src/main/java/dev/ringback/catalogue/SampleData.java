package dev.ringback.catalogue;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One event's data, put together from the samples of its variables; what contains others must come before them. */
final class SampleData {
    /** By the number of steps in their paths. */
    static final Comparator<Variable> OUTER_FIRST =
            Comparator.comparingInt(variable -> steps(variable.name()).size());

    private final JsonObject root = new JsonObject();

    JsonObject json() {
        return root;
    }

    /** Answers what is wrong with the variable's sample, if anything is. What a sample of the whole has already stays as it is. */
    Optional<String> put(Variable variable) {
        Object sample;
        try {
            sample = value(variable);
            List<Object> unused = values(variable);
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
        if (!variable.sample().isEmpty()
                && !variable.values().isEmpty()
                && !variable.values().contains(variable.sample())) {
            return Optional.of("sample: expected one of the values, " + String.join(", ", variable.values()) + ", not "
                    + variable.sample());
        }
        List<String> steps = steps(variable.name());
        Object at = root;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = within(at, steps.get(i), isElement(steps.get(i + 1)) ? new JsonArray() : new JsonObject());
            if (isElement(steps.get(i + 1)) ? !(at instanceof JsonArray) : !(at instanceof JsonObject)) {
                return Optional.of("name: " + variable.name() + " lies within "
                        + String.join("", steps.subList(0, i + 1)).substring(1) + ", whose sample is "
                        + (isElement(steps.get(i + 1)) ? "no list" : "no object"));
            }
        }
        Object unused = within(at, steps.get(steps.size() - 1), sample);
        return Optional.empty();
    }

    /** The sample as JSON has it; a stand-in of the type when there is none. */
    static Object value(Variable variable) {
        String text = variable.sample();
        if (text.isEmpty()) {
            return switch (variable.type()) {
                case TEXT -> "";
                case NUMBER -> 1;
                case BOOLEAN -> true;
                case OBJECT -> new JsonObject();
                case LIST -> new JsonArray();
            };
        }
        return value(variable.type(), text, "sample");
    }

    static List<Object> values(Variable variable) {
        return variable.values().stream()
                .map(text -> value(variable.type(), text, "values"))
                .toList();
    }

    private static Object value(Variable.Type type, String text, String field) {
        if (type == Variable.Type.TEXT) {
            return text;
        }
        Object value = decoded(text);
        boolean fits = switch (type) {
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case OBJECT -> value instanceof JsonObject;
            default -> value instanceof JsonArray;
        };
        if (!fits) {
            throw new IllegalArgumentException(field + ": expected " + expected(type) + ", not " + text);
        }
        // As exact as it is written: 12.50 is a price.
        return value instanceof Double ? new BigDecimal(text) : value;
    }

    private static Object decoded(String text) {
        try {
            Object value = Json.decodeValue(text);
            return value == null ? "" : value;
        } catch (DecodeException notJson) {
            return "";
        }
    }

    private static String expected(Variable.Type type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            default ->
                "the JSON of " + (type == Variable.Type.LIST ? "a " : "an ")
                        + type.toString().toLowerCase(Locale.ROOT);
        };
    }

    /** What is there already, or what is put there now. */
    private static Object within(Object container, String step, Object absent) {
        if (container instanceof JsonArray list) {
            int index = step.equals("[n]") ? 0 : Integer.parseInt(step.substring(1, step.length() - 1));
            while (list.size() <= index) {
                list.add(list.size() == index ? absent : "");
            }
            return list.getValue(index);
        }
        JsonObject object = (JsonObject) container;
        String name = step.substring(1);
        if (!object.containsKey(name)) {
            object.put(name, absent);
        }
        Object there = object.getValue(name);
        return there == null ? "" : there;
    }

    /** {@code payment.parts[0]} as {@code .payment}, {@code .parts}, {@code [0]}. */
    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String member : path.split("\\.")) {
            int bracket = member.indexOf('[');
            steps.add("." + (bracket < 0 ? member : member.substring(0, bracket)));
            while (bracket >= 0) {
                int close = member.indexOf(']', bracket);
                steps.add(member.substring(bracket, close + 1));
                bracket = member.indexOf('[', close);
            }
        }
        return steps;
    }

    private static boolean isElement(String step) {
        return step.startsWith("[");
    }
}
