package dev.ringback.domain.template;

import dev.ringback.domain.template.pattern.Numbered;
import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.Separator;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Escaping;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads templates that have no grammar of their own: text bodies, headers, and the values of query parameters. */
final class TextTemplate {
    private TextTemplate() {}

    static Pattern body(String template, Reading reading) {
        Pattern.Builder out = new Pattern.Builder();
        read(template, Escaping.TEXT, UnaryOperator.identity(), reading, out);
        return out.build();
    }

    static Pattern header(String template, Reading reading) {
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new TemplateFault("a line break or another control character in a header", i);
            }
        }
        return body(template, reading);
    }

    static void query(String template, Reading reading, Pattern.Builder out) {
        read(template, Escaping.PERCENT, UrlText::percent, reading, out);
    }

    /** Whether the value is all elements of a list and nothing else; then there is a parameter for each of them. */
    static boolean isSeries(String template) {
        return template.startsWith("<")
                && Placeholder.at(template, 0, Placeholder.NO_STOP)
                        .filter(found -> found.to() == template.length() && found.isForEach())
                        .isPresent();
    }

    static void series(String name, String template, Reading reading, Pattern.Builder out) {
        Placeholder.at(template, 0, Placeholder.NO_STOP).ifPresent(found -> {
            reading.placeholder(template, 0, found);
            int each = name.indexOf("[n]");
            Numbered literal = each < 0
                    ? Numbered.of(UrlText.percent(name) + "=")
                    : Numbered.between(
                            UrlText.percent(name.substring(0, each + 1)),
                            UrlText.percent(name.substring(each + 2)) + "=");
            out.series(Separator.QUERY, literal, found, reading, Escaping.PERCENT);
        });
    }

    private static void read(
            String template, Escaping escaping, UnaryOperator<String> literals, Reading reading, Pattern.Builder out) {
        int copied = 0;
        for (int at = template.indexOf('<'); at >= 0; at = template.indexOf('<', Math.max(at + 1, copied))) {
            Optional<Placeholder> found = Placeholder.at(template, at, Placeholder.NO_STOP);
            if (found.isPresent()) {
                reading.placeholder(template, at, found.get());
                out.literal(literals.apply(template.substring(copied, at)));
                out.value(found.get(), reading, escaping);
                copied = found.get().to();
            }
        }
        out.literal(literals.apply(template.substring(copied)));
    }
}
