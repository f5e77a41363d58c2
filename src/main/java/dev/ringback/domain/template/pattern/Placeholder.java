package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.Filters;
import dev.ringback.domain.template.value.Step;
import java.util.List;
import java.util.Optional;

/**
 * A {@code <name>}, {@code <a.b>}, {@code <parts[0]>} or {@code <parts[n]>} in a template, or {@code <=name>}, which is the same, with
 * formats and a default behind bars: {@code <name|upper|"none">}. A name is of letters, digits, {@code _} and {@code -}; the first one
 * starts with a letter or {@code _}. {@code to} is where it ends.
 *
 * <p>A {@code <} before anything else is a plain character. It is a mistake when a name directly behind it runs to the end of the template
 * (or of the JSON string), or when what stands up to the {@code >} consists of a path's characters but is none, as {@code <a..b>}.
 */
public record Placeholder(int to, String name, List<Step> path, Filters filters) {
    /** For a template that ends where its text ends. */
    public static final char NO_STOP = '\uffff';

    /**
     * The placeholder that starts at this {@code <}; empty when it is a plain character. {@code stop} ends what the template stands in, as
     * the quote of a JSON string does.
     */
    public static Optional<Placeholder> at(String template, int start, char stop) {
        int from = nameFrom(template, start);
        if (from >= template.length() || !startsName(template.charAt(from))) {
            return Optional.empty();
        }
        int to = nameTo(template, from);
        if (to == template.length() || template.charAt(to) == stop) {
            throw unclosed(start);
        }
        String name = template.substring(from, to);
        if (template.charAt(to) == '>') {
            return Optional.of(new Placeholder(to + 1, name, ReadPath.of(name, start), Filters.NONE));
        }
        return new ReadFilters(template, start, stop)
                .from(to)
                .map(read -> new Placeholder(read.to(), name, ReadPath.of(name, start), read.filters()));
    }

    static TemplateFault unclosed(int start) {
        return new TemplateFault("a placeholder without its closing '>'", start);
    }

    /** Whether it stands for all elements of a list. */
    public boolean isForEach() {
        return path.contains(Step.EACH);
    }

    public Placeholder with(Filters others) {
        return new Placeholder(to, name, path, others);
    }

    /** The path as far as the list. */
    List<Step> start() {
        return isForEach() ? path.subList(0, path.indexOf(Step.EACH)) : path;
    }

    /** The path within each element. */
    List<Step> rest() {
        return path.subList(path.indexOf(Step.EACH) + 1, path.size());
    }

    /** Behind {@code <} or {@code <=}. */
    public static int nameFrom(String template, int start) {
        return start + 1 < template.length() && template.charAt(start + 1) == '=' ? start + 2 : start + 1;
    }

    private static int nameTo(String template, int from) {
        int to = from;
        while (to < template.length() && (isOfName(template.charAt(to)) || ".[]".indexOf(template.charAt(to)) >= 0)) {
            to++;
        }
        return to;
    }

    public static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
