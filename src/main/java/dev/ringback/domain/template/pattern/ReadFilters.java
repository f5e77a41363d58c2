package dev.ringback.domain.template.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.Nearest;
import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.domain.json.JsonKind;
import dev.ringback.domain.template.value.Default;
import dev.ringback.domain.template.value.Filter;
import dev.ringback.domain.template.value.Filters;
import dev.ringback.domain.template.value.Format;
import dev.ringback.domain.template.value.JsonQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what stands behind the bars of a placeholder: names of formats, and a default, which is a text in single or double quotes, a
 * number, {@code true}, {@code false} or {@code null}. What is no such list makes the {@code <} before it a plain character.
 */
final class ReadFilters {
    private final String template;
    private final int start;
    private final char stop;
    private final List<Filter> chain = new ArrayList<>();
    private int at;

    ReadFilters(String template, int start, char stop) {
        this.template = template;
        this.start = start;
        this.stop = stop;
    }

    /** A list of filters, and where the placeholder ends. */
    record Read(Filters filters, int to) {}

    Optional<Read> from(int nameTo) {
        at = nameTo;
        skipSpaces();
        if (!isAt('|')) {
            return Optional.empty();
        }
        while (isAt('|')) {
            at++;
            skipSpaces();
            Optional<Filter> filter = filter();
            if (filter.isEmpty()) {
                return Optional.empty();
            }
            add(filter.get());
            skipSpaces();
        }
        return isAt('>') ? Optional.of(new Read(new Filters(chain), at + 1)) : Optional.empty();
    }

    private void add(Filter filter) {
        if (filter instanceof Default && chain.stream().anyMatch(Default.class::isInstance)) {
            throw new TemplateFault("a placeholder with two defaults", start);
        }
        chain.add(filter);
    }

    private Optional<Filter> filter() {
        if (at < template.length() && "\"'\\".indexOf(template.charAt(at)) >= 0) {
            return Optional.of(new Default(JsonQuote.of(text())));
        }
        int from = at;
        while (at < template.length() && isOfWord(template.charAt(at))) {
            at++;
        }
        if (at == template.length() || template.charAt(at) == stop) {
            throw Placeholder.unclosed(start);
        }
        String word = template.substring(from, at);
        int behind = at;
        skipSpaces();
        boolean ends = isAt('|') || isAt('>');
        at = behind;
        return word.isEmpty() || !ends ? Optional.empty() : Optional.of(format(word));
    }

    private Filter format(String word) {
        Optional<Format> format = Format.of(word);
        if (format.isPresent()) {
            return format.get();
        } else if (isScalar(word)) {
            return new Default(word.getBytes(UTF_8));
        }
        throw new TemplateFault(
                "the unknown format " + word,
                start,
                Nearest.of(word, Format.words())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", Format.words()) + ", and a default in quotes"));
    }

    private static boolean isScalar(String word) {
        byte[] json = word.getBytes(UTF_8);
        try {
            JsonCursor cursor = new JsonCursor(json);
            boolean scalar = cursor.peek() != JsonKind.OBJECT && cursor.peek() != JsonKind.ARRAY;
            cursor.skip();
            cursor.end();
            return scalar;
        } catch (JsonFault none) {
            return false;
        }
    }

    /** From the opening quote, which in a JSON string may have a backslash before it, to behind the closing one. */
    private String text() {
        boolean escaped = template.charAt(at) == '\\';
        if (escaped) {
            at++;
        }
        char quote = at < template.length() ? template.charAt(at) : '|';
        if (quote != '"' && quote != '\'' || escaped && quote != '"') {
            throw new TemplateFault("a default must be in quotes", start);
        }
        at++;
        StringBuilder text = new StringBuilder();
        while (at < template.length() && !(escaped ? template.startsWith("\\\"", at) : isAt(quote))) {
            text.append(character(escaped));
        }
        if (at >= template.length()) {
            throw new TemplateFault("a default without its closing quote", start);
        }
        at += escaped ? 2 : 1;
        return text.toString();
    }

    private char character(boolean escaped) {
        char c = template.charAt(at++);
        if (c != '\\') {
            return c;
        }
        char letter = at < template.length() ? template.charAt(at++) : ' ';
        return switch (escaped ? ' ' : letter) {
            case '"', '\'', '\\', '/' -> letter;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default ->
                throw new TemplateFault(
                        "an unknown escape in a default", start, "there are \\\" \\' \\\\ \\n \\r \\t and \\u00e9");
        };
    }

    private char unit() {
        String digits = template.substring(at, Math.min(at + 4, template.length()));
        if (digits.length() < 4 || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
            throw new TemplateFault("an escape without its four hexadecimal digits in a default", start);
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private boolean isAt(char c) {
        return at < template.length() && template.charAt(at) == c;
    }

    private void skipSpaces() {
        while (isAt(' ')) {
            at++;
        }
    }

    private static boolean isOfWord(char c) {
        return Placeholder.isOfName(c) || c == '.' || c == '+';
    }
}
