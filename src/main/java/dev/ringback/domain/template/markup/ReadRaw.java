package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Place;
import java.util.Optional;

/** Reads on behind a start tag of HTML when the element's content is not markup: a script, a style, or text. */
final class ReadRaw {
    private final Sheet sheet;
    private final Tag tag;
    private final Scripts scripts;

    ReadRaw(Sheet sheet, Tag tag) {
        this.sheet = sheet;
        this.tag = tag;
        this.scripts = new Scripts(sheet.template, ScriptPlace.VALUE);
    }

    /** Where markup begins again: at the end tag, or right here. */
    int read() {
        String name = tag.name();
        boolean raw =
                HtmlNames.SCRIPTS.contains(name) || HtmlNames.TEXT_ONLY.contains(name) || HtmlNames.RAW.contains(name);
        if (!raw) {
            return tag.to();
        }
        int at = tag.to();
        while (!isEnd(at)) {
            if (at >= sheet.length()) {
                throw new TemplateFault("<" + name + "> without its closing </" + name + ">", tag.from());
            }
            Optional<Placeholder> found = sheet.template.charAt(at) == '<' ? sheet.placeholder(at) : Optional.empty();
            if (found.isPresent()) {
                take(found.get(), at);
                at = found.get().to();
            } else {
                at = name.equals("script") ? next(at) : at + 1;
            }
        }
        return at;
    }

    /** An escape in a script may seem to hide what ends the element. */
    private int next(int at) {
        int next = Math.min(scripts.next(at), sheet.length());
        return next == at + 2 && isEnd(at + 1) ? at + 1 : next;
    }

    private boolean isEnd(int at) {
        int to = at + 2 + tag.name().length();
        return sheet.isAt("</", at)
                && sheet.template.regionMatches(
                        true, at + 2, tag.name(), 0, tag.name().length())
                && to < sheet.length()
                && " \t\r\n\f/>".indexOf(sheet.template.charAt(to)) >= 0;
    }

    private void take(Placeholder found, int at) {
        if (HtmlNames.RAW.contains(tag.name())) {
            throw new TemplateFault("a placeholder in <" + tag.name() + ">, where no text can be escaped,", at);
        }
        sheet.copyTo(at);
        if (at == tag.to() && HtmlNames.DROP_LINE_BREAK.contains(tag.name())) {
            // One is dropped by the parser: it must not be the value's.
            sheet.out.literal("\n");
        }
        sheet.take(found, at, place());
    }

    private Place place() {
        return switch (tag.name()) {
            case "script" -> scripts.place();
            case "style" -> ScriptPlace.STYLE;
            default -> MarkupPlace.TEXT;
        };
    }
}
