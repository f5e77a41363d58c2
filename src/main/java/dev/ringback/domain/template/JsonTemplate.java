package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import dev.ringback.domain.template.pattern.Numbered;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.Separator;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Escaping;
import java.util.Optional;

/**
 * Reads JSON bodies. A placeholder outside strings, or one that is a whole string and not a member's name, becomes the JSON value itself;
 * any other stands for text. Beside the pattern a probe grows, the template with harmless JSON of the same length in place of
 * the placeholders: when the probe is valid, so is whatever will be rendered.
 */
final class JsonTemplate {
    private final String template;
    private final Reading reading;
    private final Pattern.Builder out = new Pattern.Builder();
    private final StringBuilder probe;
    private int copied;
    private int stringFrom;
    private int stringTo;

    private JsonTemplate(String template, Reading reading) {
        this.template = template;
        this.reading = reading;
        probe = new StringBuilder(template);
    }

    static Pattern body(String template, Reading reading) {
        return new JsonTemplate(template, reading).read();
    }

    private Pattern read() {
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '"') {
                at = readString(at);
            } else if (c == '<') {
                at = readValue(at);
            } else {
                at++;
            }
        }
        out.literal(template.substring(Math.min(copied, template.length())));
        check();
        return out.build();
    }

    /** From the opening quote to behind the closing one, which may be missing: the probe will tell. */
    private int readString(int quote) {
        int at = quote + 1;
        while (at < template.length() && template.charAt(at) != '"') {
            Optional<Placeholder> found =
                    template.charAt(at) == '<' ? Placeholder.at(template, at, '"') : Optional.empty();
            if (found.isPresent()) {
                at = readInString(quote, at, found.get());
            } else {
                at += template.charAt(at) == '\\' ? 2 : 1;
            }
        }
        stringFrom = quote;
        stringTo = at + 1;
        return at + 1;
    }

    private int readInString(int quote, int at, Placeholder found) {
        reading.placeholder(template, at, found);
        fill(at, found.to(), "", 'x');
        if (at == quote + 1 && isWholeValue(found.to())) {
            takeValue(found, quote, found.to() + 1);
        } else {
            out.literal(template.substring(copied, at));
            out.value(found, reading, Escaping.JSON_TEXT);
            copied = found.to();
        }
        return found.to();
    }

    private int readValue(int start) {
        Optional<Placeholder> found = Placeholder.at(template, start, '"');
        if (found.isEmpty()) {
            return start + 1;
        }
        reading.placeholder(template, start, found.get());
        Placeholder plain = found.get().with(found.get().filters().withoutJson());
        takeValue(plain, start, plain.to());
        // An array, because a string would also pass as a member's name, and a number could join its neighbours.
        fill(start, plain.to(), "[]", ' ');
        return plain.to();
    }

    private boolean isWholeValue(int end) {
        if (end >= template.length() || template.charAt(end) != '"') {
            return false;
        }
        int next = spaceTo(end + 1);
        return next == template.length() || template.charAt(next) != ':';
    }

    /** A value from its quote or bracket to behind it. All elements of a list are a value each in an array, and an array elsewhere. */
    private void takeValue(Placeholder placeholder, int from, int to) {
        int before = spaceFrom(from);
        char prior = before == 0 ? ' ' : template.charAt(before - 1);
        if (placeholder.isForEach() && (prior == '[' || prior == ',')) {
            takeSeries(placeholder, from, to, Numbered.of(""));
        } else if (placeholder.isForEach() && prior == ':' && isNumbered(before - 1)) {
            takeSeries(placeholder, stringFrom, to, Numbered.of(template.substring(stringFrom, stringTo) + ":"));
        } else {
            out.literal(template.substring(copied, from));
            if (placeholder.isForEach()) {
                out.array(placeholder, reading, Escaping.JSON_VALUE);
            } else {
                out.value(placeholder, reading, Escaping.JSON_VALUE);
            }
            copied = to;
        }
    }

    /** The commas beside a series belong to it: with none of its values there must be none of them. */
    private void takeSeries(Placeholder placeholder, int from, int to, Numbered name) {
        out.literal(template.substring(copied, from));
        out.dropSeparator(',');
        out.series(Separator.JSON, name, placeholder, reading, Escaping.JSON_VALUE);
        copied = to;
        int next = spaceTo(to);
        if (next < template.length() && template.charAt(next) == ',') {
            out.separator(Separator.JSON);
            copied = next + 1;
        }
    }

    /** Whether the member's name before this colon has an {@code [n]} and no placeholder. */
    private boolean isNumbered(int colon) {
        return stringFrom >= copied
                && stringTo == spaceFrom(colon)
                && Numbered.isIn(template.substring(stringFrom, stringTo));
    }

    private int spaceTo(int from) {
        int at = from;
        while (at < template.length() && Character.isWhitespace(template.charAt(at))) {
            at++;
        }
        return at;
    }

    private int spaceFrom(int to) {
        int at = to;
        while (at > 0 && Character.isWhitespace(template.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private void fill(int from, int to, String first, char rest) {
        for (int i = from; i < to; i++) {
            probe.setCharAt(i, i - from < first.length() ? first.charAt(i - from) : rest);
        }
    }

    private void check() {
        byte[] json = probe.toString().getBytes(UTF_8);
        try {
            JsonCursor cursor = new JsonCursor(json);
            cursor.skip();
            cursor.end();
        } catch (JsonFault fault) {
            int offset = new String(json, 0, fault.offset(), UTF_8).length();
            throw new TemplateFault("not valid JSON: " + fault.what(), offset);
        }
    }
}
