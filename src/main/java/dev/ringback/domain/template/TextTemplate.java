package dev.ringback.domain.template;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads templates that have no grammar of their own: text bodies, headers, and the values of query parameters. */
final class TextTemplate {
    private static final char NO_STOP = '\uffff';

    private TextTemplate() {}

    static Pattern body(String template, Slots slots) {
        Pattern.Builder out = new Pattern.Builder();
        read(template, Escaping.TEXT, UnaryOperator.identity(), slots, out);
        return out.build();
    }

    static Pattern header(String template, Slots slots) {
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new TemplateFault("a line break or another control character in a header", i);
            }
        }
        return body(template, slots);
    }

    static void query(String template, Slots slots, Pattern.Builder out) {
        read(template, Escaping.PERCENT, UrlText::percent, slots, out);
    }

    private static void read(
            String template, Escaping escaping, UnaryOperator<String> literals, Slots slots, Pattern.Builder out) {
        int copied = 0;
        for (int at = template.indexOf('<'); at >= 0; at = template.indexOf('<', Math.max(at + 1, copied))) {
            Optional<Placeholder> found = Placeholder.at(template, at, NO_STOP);
            if (found.isPresent()) {
                out.literal(literals.apply(template.substring(copied, at)));
                out.value(slots.of(found.get().path()), escaping);
                copied = found.get().to();
            }
        }
        out.literal(literals.apply(template.substring(copied)));
    }
}
