package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.Pattern;
import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.Reading;
import dev.ringback.domain.template.pattern.TemplateFault;
import java.util.Locale;
import java.util.Optional;

/** Reads bodies of XML and HTML: what stands between tags here, tags and sections by their own readers. */
public final class MarkupTemplate {
    private final Sheet sheet;
    private final Structure structure;
    private final ReadSection sections;
    private Optional<Opened> opened = Optional.empty();

    private MarkupTemplate(Sheet sheet, Structure structure) {
        this.sheet = sheet;
        this.structure = structure;
        this.sections = new ReadSection(sheet, structure);
    }

    /** The tag that was read last, and the place in the pattern where it begins. */
    private record Opened(Tag tag, Pattern.Builder.Mark mark) {}

    public static Pattern xml(String template, Reading reading) {
        return new MarkupTemplate(new Sheet(template, false, reading), new XmlStructure(template)).read();
    }

    public static Pattern html(String template, Reading reading) {
        return new MarkupTemplate(new Sheet(template, true, reading), Structure.FREE).read();
    }

    private Pattern read() {
        int at = 0;
        int text = 0;
        while (at < sheet.length()) {
            if (sheet.template.charAt(at) == '<') {
                structure.text(text, at);
                at = readBracket(at);
                text = at;
            } else {
                at++;
            }
        }
        structure.text(text, at);
        structure.finish();
        sheet.copyTo(at);
        return sheet.out.build();
    }

    private int readBracket(int at) {
        Optional<Opened> before = opened.filter(it -> it.tag().to() == at);
        opened = Optional.empty();
        if (sheet.isAt("</", at)) {
            return readEnd(at);
        } else if (sheet.isAt("<!", at) || sheet.isAt("<?", at)) {
            return sections.read(at);
        }
        Optional<Placeholder> found = sheet.placeholder(at);
        if (found.isPresent()) {
            structure.value(at);
            return readValue(found.get(), at, before);
        } else if (at + 1 < sheet.length() && startsTag(sheet.template.charAt(at + 1))) {
            return readStart(at);
        } else if (sheet.html) {
            return at + 1;
        }
        throw new TemplateFault(
                "not well-formed XML: a '<' that begins neither an element nor a placeholder", at, "write &lt;");
    }

    private boolean startsTag(char c) {
        return sheet.html ? c < 128 && Character.isLetter(c) : !Character.isWhitespace(c) && "<>&=\"'".indexOf(c) < 0;
    }

    private int readValue(Placeholder found, int at, Optional<Opened> before) {
        if (found.isForEach() && before.isPresent() && !before.get().tag().empty()) {
            int to = endTag(before.get().tag().name(), found.to());
            if (to > found.to()) {
                structure.repeated(at);
                structure.end(before.get().tag().name(), found.to());
                sheet.repeat(before.get().mark(), found, at, to);
                return to;
            }
        }
        sheet.copyTo(at);
        if (before.isPresent()
                && HtmlNames.DROP_LINE_BREAK.contains(before.get().tag().name())
                && sheet.html) {
            // One is dropped by the parser: it must not be the value's.
            sheet.out.literal("\n");
        }
        sheet.take(found, at, MarkupPlace.TEXT);
        return found.to();
    }

    /** Where the end tag at that place ends, if it is one of that name. */
    private int endTag(String name, int at) {
        int to = at + 2 + name.length();
        if (!sheet.isAt("</", at)
                || to > sheet.length()
                || !sheet.cased(sheet.template.substring(at + 2, to)).equals(name)) {
            return at;
        }
        while (to < sheet.length() && XmlText.isSpace(sheet.template.charAt(to))) {
            to++;
        }
        return sheet.isAt(">", to) ? to + 1 : at;
    }

    private int readStart(int at) {
        Pattern.Builder.Mark mark = sheet.mark(at);
        Tag tag = new ReadTag(sheet, at).read();
        structure.start(tag);
        if (!sheet.html) {
            tag.attributes().forEach(this::check);
        }
        opened = Optional.of(new Opened(tag, mark));
        if (!sheet.html) {
            return tag.to();
        }
        return new ReadRaw(sheet, tag).read();
    }

    private void check(Tag.Attribute attribute) {
        int at = attribute.valueAt();
        int to = at + attribute.value().length();
        int literal = at;
        while (at < to) {
            if (sheet.template.charAt(at) != '<') {
                at++;
                continue;
            }
            Optional<Placeholder> found = sheet.placeholderIn(at, Placeholder.NO_STOP);
            if (found.isEmpty()) {
                throw new TemplateFault("not well-formed XML: a '<' in an attribute", at, "write &lt;");
            }
            XmlText.references(sheet.template, literal, at);
            at = found.get().to();
            literal = at;
        }
        XmlText.references(sheet.template, literal, to);
    }

    private int readEnd(int at) {
        int to = sheet.find(">", at, at, "a tag") + 1;
        String name = sheet.template.substring(at + 2, to - 1).stripTrailing();
        if (name.indexOf('<') >= 0) {
            throw new TemplateFault("a '<' within a tag", at + 2 + name.indexOf('<'));
        }
        structure.end(sheet.html ? name.toLowerCase(Locale.ROOT) : name, at);
        return to;
    }
}
