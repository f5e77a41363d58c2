package dev.ringback.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** One cell of a benchmark's table: a number, how it was taken, and what it is to reach. */
record Figure(String name, String column, double value, String unit, Goal goal) {
    static Figure of(String name, String column, double value, String unit) {
        return new Figure(name, column, value, unit, Goal.NONE);
    }

    Figure goal(Goal wanted) {
        return new Figure(name, column, value, unit, wanted);
    }

    boolean isMissed() {
        return goal.isSet() && !goal.isMet(value);
    }

    String number() {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("name", name)
                .put("column", column)
                .put("unit", unit)
                .put("value", Double.isNaN(value) ? null : value);
        if (goal.isSet()) {
            json.put("goal", goal.words()).put("met", !isMissed());
        }
        return json;
    }
}
