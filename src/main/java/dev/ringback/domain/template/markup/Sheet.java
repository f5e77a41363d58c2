package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Place;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A template of XML or HTML while it is read, and the rule for what in it is markup: {@code <n>} is when the template also has {@code </n>}
 * or, in HTML, when {@code n} is an element's name.
 */
final class Sheet {
    private static final java.util.regex.Pattern END_TAG = java.util.regex.Pattern.compile("</([^\\s<>/]+)\\s*>");

    final String template;
    final boolean html;
    final Pattern.Builder out = new Pattern.Builder();
    private final Reading reading;
    private final Set<String> ended = new HashSet<>();
    private int copied;

    Sheet(String template, boolean html, Reading reading) {
        this.template = template;
        this.html = html;
        this.reading = reading;
        Matcher ends = END_TAG.matcher(template);
        while (ends.find()) {
            ended.add(cased(ends.group(1)));
        }
    }

    /** As names are compared. */
    String cased(String name) {
        return html ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** The placeholder at this {@code <}, where markup may stand too. */
    Optional<Placeholder> placeholder(int at) {
        String name = plainName(at);
        if (isMarkup(name)) {
            reading.markup(at, "<" + name + ">", name);
            return Optional.empty();
        }
        return Placeholder.at(template, at, Placeholder.NO_STOP);
    }

    /** The placeholder at this {@code <}, where no markup can stand. */
    Optional<Placeholder> placeholderIn(int at, char stop) {
        return Placeholder.at(template, at, stop);
    }

    void take(Placeholder found, int at, Place place) {
        reading.placeholder(template, at, found);
        copyTo(at);
        out.value(found, reading, place);
        copied = found.to();
    }

    /** Repeats what was written since the mark for each element; {@code to} is where the text behind the value ends. */
    void repeat(Pattern.Builder.Mark since, Placeholder found, int at, int to) {
        reading.placeholder(template, at, found);
        copyTo(at);
        out.repeat(since, found, reading, MarkupPlace.TEXT, template.substring(found.to(), to));
        copied = to;
    }

    /** Makes the pattern hold all of the template up to there. */
    void copyTo(int to) {
        if (to > copied) {
            out.literal(template.substring(copied, to));
            copied = to;
        }
    }

    Pattern.Builder.Mark mark(int at) {
        copyTo(at);
        return out.mark();
    }

    /** Where that text begins, or the fault that it does not. */
    int find(String text, int from, int opening, String what) {
        int at = template.indexOf(text, from);
        if (at < 0) {
            throw new TemplateFault(what + " without its closing '" + text + "'", opening);
        }
        return at;
    }

    boolean isAt(String text, int at) {
        return template.startsWith(text, at);
    }

    int length() {
        return template.length();
    }

    private boolean isMarkup(String name) {
        String cased = cased(name);
        return ended.contains(cased) || html && HtmlNames.ELEMENTS.contains(cased);
    }

    /** The name when there is nothing else between the brackets, else an empty text. */
    private String plainName(int at) {
        int to = at + 1;
        while (to < template.length() && isOfName(template.charAt(to))) {
            to++;
        }
        return to < template.length() && template.charAt(to) == '>' ? template.substring(at + 1, to) : "";
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0;
    }
}
