package dev.ringback.bench;

import java.util.Locale;

/** What a figure is to reach. */
record Goal(boolean atLeast, double bound) {
    static final Goal NONE = new Goal(true, Double.NaN);

    static Goal atLeast(double bound) {
        return new Goal(true, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(false, bound);
    }

    boolean isSet() {
        return !Double.isNaN(bound);
    }

    boolean isMet(double figure) {
        return atLeast ? figure >= bound : figure <= bound;
    }

    String words() {
        if (!isSet()) {
            return "";
        }
        String number = bound == Math.rint(bound)
                ? String.format(Locale.ROOT, "%,.0f", bound)
                : String.format(Locale.ROOT, "%.2f", bound);
        return (atLeast ? "≥ " : "≤ ") + number;
    }
}
