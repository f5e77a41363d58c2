package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.json.JsonCursor;
import dev.ringback.domain.json.JsonFault;
import java.util.Optional;

/**
 * Reads JSON bodies. A placeholder outside strings, or one that is a whole string and not a member's name, becomes the JSON value itself;
 * any other stands for text. Beside the pattern a probe grows, the template with harmless JSON of the same length in place of
 * the placeholders: when the probe is valid, so is whatever will be rendered.
 */
final class JsonTemplate {
    private final String template;
    private final Slots slots;
    private final Pattern.Builder out = new Pattern.Builder();
    private final StringBuilder probe;
    private int copied;

    private JsonTemplate(String template, Slots slots) {
        this.template = template;
        this.slots = slots;
        probe = new StringBuilder(template);
    }

    static Pattern body(String template, Slots slots) {
        return new JsonTemplate(template, slots).read();
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
        out.literal(template.substring(copied));
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
                boolean whole = at == quote + 1 && isWholeValue(found.get().to());
                take(found.get(), whole ? quote : at, whole ? Escaping.JSON_VALUE : Escaping.JSON_TEXT);
                fill(at, found.get().to(), "", 'x');
                copied += whole ? 1 : 0;
                at = found.get().to();
            } else {
                at += template.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }

    private int readValue(int start) {
        Optional<Placeholder> found = Placeholder.at(template, start, '"');
        if (found.isEmpty()) {
            return start + 1;
        }
        take(found.get(), start, Escaping.JSON_VALUE);
        // An array, because a string would also pass as a member's name, and a number could join its neighbours.
        fill(start, found.get().to(), "[]", ' ');
        return found.get().to();
    }

    private boolean isWholeValue(int end) {
        if (end >= template.length() || template.charAt(end) != '"') {
            return false;
        }
        int next = end + 1;
        while (next < template.length() && Character.isWhitespace(template.charAt(next))) {
            next++;
        }
        return next == template.length() || template.charAt(next) != ':';
    }

    private void take(Placeholder placeholder, int from, Escaping escaping) {
        out.literal(template.substring(copied, from));
        out.value(slots.of(placeholder.path()), escaping);
        copied = placeholder.to();
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
