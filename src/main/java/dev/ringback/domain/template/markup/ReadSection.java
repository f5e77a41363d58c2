package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.Placeholder;
import dev.ringback.domain.template.pattern.TemplateFault;
import dev.ringback.domain.template.value.Place;
import java.util.List;
import java.util.Optional;

/** Reads what begins with {@code <!} or {@code <?}: comments, CDATA sections, declarations and processing instructions. */
final class ReadSection {
    private static final String COMMENT = "<!--";
    private static final String CDATA = "<![CDATA[";

    private static final List<String> BREAKS = List.of("<br>", "<hr>", "<wbr>");

    private final Sheet sheet;
    private final Structure structure;

    ReadSection(Sheet sheet, Structure structure) {
        this.sheet = sheet;
        this.structure = structure;
    }

    /** Gives where it ends. */
    int read(int at) {
        if (sheet.isAt(COMMENT, at)) {
            return readComment(at);
        } else if (sheet.isAt(CDATA, at) && !sheet.html) {
            structure.value(at);
            int end = readTo("]]>", at, at + CDATA.length(), MarkupPlace.CDATA, "a CDATA section");
            structure.plain(at, end);
            return end;
        }
        boolean instruction = sheet.isAt("<?", at) && !sheet.html;
        String closing = instruction ? "?>" : ">";
        String what = instruction ? "a processing instruction" : "a declaration";
        int inner = sheet.template.indexOf('<', at + 1);
        int to = sheet.find(closing, at, at, what);
        if (inner >= 0
                && inner < to
                && sheet.placeholderIn(inner, Placeholder.NO_STOP).isPresent()) {
            throw new TemplateFault("a placeholder in " + what, inner, "put it into an element");
        }
        structure.aside(at, to + closing.length());
        return to + closing.length();
    }

    private int readComment(int at) {
        int from = at + COMMENT.length();
        if (sheet.html && sheet.isAt("[if", from)) {
            // Markup to those it is meant for. No value can end it: that takes a '>'.
            int unused = sheet.find("<![endif]-->", from, at, "a comment");
            return sheet.find("]>", from, at, "a condition") + "]>".length();
        }
        if (sheet.html && (sheet.isAt(">", from) || sheet.isAt("->", from))) {
            return sheet.template.indexOf('>', from) + 1;
        }
        int end = readTo("-->", at, from, MarkupPlace.COMMENT, "a comment");
        structure.plain(at, end);
        int hyphens = sheet.template.indexOf("--", from);
        if (!sheet.html && hyphens < end - "-->".length()) {
            throw new TemplateFault("not well-formed XML: two hyphens in a comment", hyphens);
        }
        return end;
    }

    private int readTo(String closing, int opening, int from, Place place, String what) {
        int at = from;
        while (!sheet.isAt(closing, at)) {
            if (at >= sheet.length()) {
                throw new TemplateFault(what + " without its closing '" + closing + "'", opening);
            }
            boolean bracket = sheet.template.charAt(at) == '<' && !isBreak(at);
            Optional<Placeholder> found = bracket ? sheet.placeholder(at) : Optional.empty();
            if (found.isPresent()) {
                sheet.take(found.get(), at, place);
                at = found.get().to();
            } else {
                at++;
            }
        }
        return at + closing.length();
    }

    /** HTML in a section of XML has elements without an end, and nobody calls a variable so. */
    private boolean isBreak(int at) {
        return BREAKS.stream().anyMatch(tag -> sheet.template.regionMatches(true, at, tag, 0, tag.length()));
    }
}
