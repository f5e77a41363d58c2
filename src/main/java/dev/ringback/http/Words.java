package dev.ringback.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How refusals speak: what came is quoted and cut, and a name that was nearly right gets a suggestion. */
final class Words {
    private static final int QUOTED_MAX = 60;

    private Words() {}

    static String quoted(String text) {
        String cut = text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…";
        return "\"" + cut.replaceAll("\\p{Cntrl}", "�") + "\"";
    }

    /** " Did you mean \"title\"?", or nothing when no known name is near. */
    static String suggestion(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
    }

    static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > QUOTED_MAX) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        int best = 1 + Math.max(1, name.length() / 3);
        Optional<String> nearest = Optional.empty();
        for (String candidate : known) {
            int distance = distance(lower, candidate);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** How many letters have to be put in, taken out, replaced or swapped with their neighbour. */
    private static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[right.length()];
    }
}
