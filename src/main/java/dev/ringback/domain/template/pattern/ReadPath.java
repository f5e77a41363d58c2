package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands in a placeholder before bars and bracket. */
final class ReadPath {
    private static final int STEPS_MAX = 32;
    private static final int INDEX_DIGITS_MAX = 6;

    private ReadPath() {}

    static List<Step> of(String text, int start) {
        List<Step> path = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int end = at;
            while (end < text.length() && Placeholder.isOfName(text.charAt(end))) {
                end++;
            }
            if (end == at) {
                throw new TemplateFault("not the name of a placeholder", start);
            }
            path.add(Step.member(text.substring(at, end)));
            while (end < text.length() && text.charAt(end) == '[') {
                int close = text.indexOf(']', end);
                path.add(index(text.substring(end + 1, Math.max(close, end + 1)), start));
                end = close + 1;
            }
            if (end < text.length() && text.charAt(end) != '.') {
                throw new TemplateFault("not the name of a placeholder", start);
            }
            at = end + 1;
        }
        if (path.size() > STEPS_MAX) {
            throw new TemplateFault("a placeholder of more than " + STEPS_MAX + " steps", start);
        } else if (path.indexOf(Step.EACH) != path.lastIndexOf(Step.EACH)) {
            throw new TemplateFault("a placeholder with [n] more than once", start);
        }
        return List.copyOf(path);
    }

    private static Step index(String digits, int start) {
        if (digits.equals("n")) {
            return Step.EACH;
        }
        if (digits.isEmpty()
                || digits.length() > INDEX_DIGITS_MAX
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TemplateFault("not an index in a placeholder", start);
        }
        return Step.element(Integer.parseInt(digits));
    }
}
