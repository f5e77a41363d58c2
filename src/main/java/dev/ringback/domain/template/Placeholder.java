package dev.ringback.domain.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code <name>}, {@code <a.b>} or {@code <parts[0]>} in a template, or {@code <=name>}, which is the same. A name is of letters,
 * digits, {@code _} and {@code -}; the first one starts with a letter or {@code _}.
 *
 * <p>A {@code <} before anything else is a plain character. It is a mistake when a name directly behind it runs to the end of the template
 * (or of the JSON string), or when what stands up to the {@code >} consists of a path's characters but is none, as {@code <a..b>}.
 */
record Placeholder(int to, List<Step> path) {
    private static final int STEPS_MAX = 32;
    private static final int INDEX_DIGITS_MAX = 6;

    /**
     * The placeholder that starts at this {@code <}; empty when it is a plain character. {@code stop} ends what the template stands in, as
     * the quote of a JSON string does.
     */
    static Optional<Placeholder> at(String template, int start, char stop) {
        int length = template.length();
        int from = start + 1 < length && template.charAt(start + 1) == '=' ? start + 2 : start + 1;
        if (from >= length || !startsName(template.charAt(from))) {
            return Optional.empty();
        }
        int to = from;
        while (to < length && (isOfName(template.charAt(to)) || ".[]".indexOf(template.charAt(to)) >= 0)) {
            to++;
        }
        if (to == length || template.charAt(to) == stop) {
            throw new TemplateFault("a placeholder without its closing '>'", start);
        }
        if (template.charAt(to) != '>') {
            return Optional.empty();
        }
        return Optional.of(new Placeholder(to + 1, path(template.substring(from, to), start)));
    }

    private static List<Step> path(String text, int start) {
        List<Step> path = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int end = at;
            while (end < text.length() && isOfName(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                throw new TemplateFault("not the name of a placeholder", start);
            }
            path.add(Step.member(text.substring(at, end)));
            while (end < text.length() && text.charAt(end) == '[') {
                int close = text.indexOf(']', end);
                path.add(Step.element(index(text.substring(end + 1, Math.max(close, end + 1)), start)));
                end = close + 1;
            }
            if (end < text.length() && text.charAt(end) != '.') {
                throw new TemplateFault("not the name of a placeholder", start);
            }
            at = end + 1;
        }
        if (path.size() > STEPS_MAX) {
            throw new TemplateFault("a placeholder of more than " + STEPS_MAX + " steps", start);
        }
        return List.copyOf(path);
    }

    private static int index(String digits, int start) {
        if (digits.isEmpty()
                || digits.length() > INDEX_DIGITS_MAX
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TemplateFault("not an index in a placeholder", start);
        }
        return Integer.parseInt(digits);
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
