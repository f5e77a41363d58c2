package dev.ringback.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of HTML with places in it: {@code {{name}}}. What is put there is text, unless it is HTML made here. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** Below {@code mail/}, without its ending. */
    static Template of(String name) {
        try (var in = Template.class.getResourceAsStream("/mail/" + name + ".html")) {
            if (in == null) {
                throw new IllegalStateException("there is no resource mail/" + name + ".html");
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Finished HTML, that is put where it belongs as it is. */
    record Html(String text) {}

    /** Every place must be given, as a text or as {@link Html}. */
    Html with(Map<String, Object> values) {
        Matcher place = PLACE.matcher(text);
        return new Html(place.replaceAll(found -> {
            Object value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing is given for " + found.group());
            }
            return Matcher.quoteReplacement(value instanceof Html html ? html.text() : escaped(value.toString()));
        }));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
