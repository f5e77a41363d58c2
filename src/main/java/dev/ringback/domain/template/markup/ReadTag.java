package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one start tag; placeholders may stand in the quoted values of its attributes. */
final class ReadTag {
    private static final String QUOTE_IT = "put it in quotes, as in href=\"<url>\"";

    private final Sheet sheet;
    private final String text;
    private final int from;
    private final List<Tag.Attribute> attributes = new ArrayList<>();
    private int at;

    ReadTag(Sheet sheet, int from) {
        this.sheet = sheet;
        this.text = sheet.template;
        this.from = from;
        this.at = from + 1;
    }

    Tag read() {
        String name = name();
        while (true) {
            skipSpace();
            char c = current();
            if (c == '>') {
                return new Tag(sheet.cased(name), from, at + 1, false, attributes);
            } else if (c == '/' && sheet.isAt("/>", at)) {
                return new Tag(sheet.cased(name), from, at + 2, true, attributes);
            } else if (c == '/' && sheet.html) {
                at++;
            } else if (c == '<') {
                throw new TemplateFault("a '<' within a tag", at, "a placeholder can stand in a value in quotes only");
            } else {
                attributes.add(attribute());
            }
        }
    }

    private Tag.Attribute attribute() {
        int start = at;
        String name = name();
        if (name.isEmpty()) {
            throw new TemplateFault("no name of an attribute", start);
        }
        int behind = at;
        skipSpace();
        if (current() != '=') {
            at = behind;
            if (!sheet.html) {
                throw new TemplateFault("an attribute without a value", start);
            }
            return new Tag.Attribute(name, start, "", at, true);
        }
        at++;
        skipSpace();
        char quote = current();
        if (quote == '"' || quote == '\'') {
            return quoted(name, start, quote);
        } else if (!sheet.html || quote == '<') {
            throw new TemplateFault("a value without quotes", at, QUOTE_IT);
        }
        return unquoted(name, start);
    }

    private Tag.Attribute quoted(String name, int start, char quote) {
        at++;
        int valueFrom = at;
        String lower = name.toLowerCase(Locale.ROOT);
        boolean script = sheet.html && lower.startsWith("on");
        Scripts scripts = new Scripts(text, ScriptPlace.ATTRIBUTE_VALUE);
        boolean fixed = true;
        while (current() != quote) {
            Optional<Placeholder> found = current() == '<' ? sheet.placeholderIn(at, quote) : Optional.empty();
            if (found.isPresent()) {
                refuseDocument(lower);
                sheet.take(found.get(), at, script ? scripts.place() : place(lower, at == valueFrom));
                at = found.get().to();
                fixed = false;
            } else {
                int next = script ? scripts.next(at) : at + 1;
                // An escaped quote ends the attribute all the same.
                at = text.substring(at, Math.min(next, text.length())).indexOf(quote) > 0 ? at + 1 : next;
            }
        }
        String value = text.substring(valueFrom, at);
        at++;
        return new Tag.Attribute(name, start, value, valueFrom, fixed);
    }

    private Tag.Attribute unquoted(String name, int start) {
        int valueFrom = at;
        while (!Character.isWhitespace(current()) && current() != '>') {
            if (current() == '<' && sheet.placeholderIn(at, Placeholder.NO_STOP).isPresent()) {
                throw new TemplateFault("a placeholder in a value without quotes", at, QUOTE_IT);
            }
            at++;
        }
        return new Tag.Attribute(name, start, text.substring(valueFrom, at), valueFrom, true);
    }

    private Place place(String name, boolean first) {
        if (sheet.html && name.equals("style")) {
            return ScriptPlace.STYLE;
        }
        return sheet.html && first && HtmlNames.ADDRESSES.contains(name) ? MarkupPlace.ADDRESS : MarkupPlace.ATTRIBUTE;
    }

    private void refuseDocument(String name) {
        if (sheet.html && name.equals("srcdoc")) {
            throw new TemplateFault("a placeholder in a document within an attribute", at);
        }
    }

    private String name() {
        int start = at;
        while ("=/><\"'".indexOf(current()) < 0 && !Character.isWhitespace(current())) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (Character.isWhitespace(current())) {
            at++;
        }
    }

    private char current() {
        if (at >= text.length()) {
            throw new TemplateFault("a tag without its closing '>'", from);
        }
        return text.charAt(at);
    }
}
