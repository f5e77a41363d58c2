package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.TemplateFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What XML and its namespaces ask of a document: one root, elements closed in their order, attributes given once, prefixes declared. What
 * is right with the placeholders in it is right with any values.
 */
final class XmlStructure implements Structure {
    private static final Pattern DECLARATION = Pattern.compile(
            "<\\?xml\\s+version\\s*=\\s*([\"'])1\\.0\\1(?:\\s+encoding\\s*=\\s*([\"'])([A-Za-z][\\w.-]*)\\2)?"
                    + "(?:\\s+standalone\\s*=\\s*([\"'])(?:yes|no)\\4)?\\s*\\?>");

    private final String template;
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean rooted;
    private boolean typed;

    XmlStructure(String template) {
        this.template = template;
    }

    /** An element that is not closed yet, and the prefixes that are declared in it. */
    private record Open(Tag tag, Set<String> prefixes) {}

    @Override
    public void start(Tag tag) {
        if (open.isEmpty() && rooted) {
            throw outside("a second root element", tag.from());
        }
        XmlText.name(tag.name(), tag.from() + 1);
        Set<String> prefixes =
                new HashSet<>(open.isEmpty() ? Set.of("xml") : open.element().prefixes());
        Set<String> seen = new HashSet<>();
        for (Tag.Attribute attribute : tag.attributes()) {
            XmlText.name(attribute.name(), attribute.at());
            if (!seen.add(attribute.name())) {
                throw new TemplateFault("not well-formed XML: an attribute given twice", attribute.at());
            }
            declare(attribute, prefixes);
        }
        prefix(tag.name(), tag.from() + 1, prefixes);
        tag.attributes().forEach(attribute -> prefix(attribute.name(), attribute.at(), prefixes));
        rooted = true;
        if (!tag.empty()) {
            open.push(new Open(tag, prefixes));
        }
    }

    private static void declare(Tag.Attribute attribute, Set<String> prefixes) {
        boolean prefixed = attribute.name().startsWith("xmlns:");
        if (!prefixed && !attribute.name().equals("xmlns")) {
            return;
        } else if (!attribute.fixed()) {
            throw new TemplateFault("a placeholder in the name of a namespace", attribute.at());
        } else if (prefixed && attribute.value().isEmpty()) {
            throw new TemplateFault("not well-formed XML: a namespace without a name", attribute.at());
        }
        if (prefixed) {
            prefixes.add(attribute.name().substring("xmlns:".length()));
        }
    }

    private static void prefix(String name, int at, Set<String> prefixes) {
        int colon = name.indexOf(':');
        if (colon >= 0 && !name.startsWith("xmlns:") && !prefixes.contains(name.substring(0, colon))) {
            String prefix = name.substring(0, colon);
            throw new TemplateFault(
                    "not well-formed XML: the prefix " + prefix + " is not declared",
                    at,
                    "add xmlns:" + prefix + "=\"…\" to an element around it");
        }
    }

    @Override
    public void end(String name, int at) {
        if (open.isEmpty()) {
            throw new TemplateFault("not well-formed XML: </" + name + "> without its start", at);
        }
        Tag tag = open.pop().tag();
        if (!tag.name().equals(name)) {
            throw new TemplateFault(
                    "not well-formed XML: </" + name + "> where </" + tag.name() + "> is expected", at, help(tag));
        }
    }

    @Override
    public void text(int from, int to) {
        XmlText.content(template, from, to);
        if (open.isEmpty()) {
            for (int i = from; i < to; i++) {
                if (!XmlText.isSpace(template.charAt(i))) {
                    throw outside("text", i);
                }
            }
        }
    }

    @Override
    public void value(int at) {
        if (open.isEmpty()) {
            throw outside(template.startsWith("<!", at) ? "a CDATA section" : "a placeholder", at);
        }
    }

    @Override
    public void plain(int from, int to) {
        XmlText.characters(template, from, to);
    }

    @Override
    public void aside(int from, int to) {
        XmlText.characters(template, from, to);
        String text = template.substring(from, to);
        if (text.startsWith("<!")) {
            type(text, from);
        } else if (text.matches("(?s)<\\?xml[\\s?].*")) {
            declaration(text, from);
        } else {
            int end = 2;
            while (end < text.length() && !XmlText.isSpace(text.charAt(end)) && text.charAt(end) != '?') {
                end++;
            }
            XmlText.name(text.substring(2, end), from + 2);
            boolean reserved = text.substring(2, end).equalsIgnoreCase("xml");
            if (reserved || (text.charAt(end) == '?' && end != text.length() - 2)) {
                throw new TemplateFault("not well-formed XML: not a processing instruction", from);
            }
        }
    }

    private static void declaration(String text, int from) {
        Matcher parts = DECLARATION.matcher(text);
        if (from > 0) {
            throw new TemplateFault("not well-formed XML: the declaration must be the very first", from);
        } else if (!parts.matches()) {
            throw new TemplateFault(
                    "not an XML declaration", from, "write <?xml version=\"1.0\" encoding=\"UTF-8\"?> or leave it out");
        } else if (parts.group(3) != null && !parts.group(3).equalsIgnoreCase("UTF-8")) {
            throw new TemplateFault("another encoding than UTF-8, in which bodies are sent,", from + parts.start(3));
        }
    }

    private void type(String text, int from) {
        if (!text.startsWith("<!DOCTYPE") || rooted || typed) {
            throw new TemplateFault("not well-formed XML: a declaration that has no place here", from);
        } else if (text.indexOf('[') >= 0) {
            throw new TemplateFault(
                    "declarations within the document's type", from, "many receivers refuse them; leave them out");
        } else if (!text.matches(
                "(?s)<!DOCTYPE\\s+[\\w:.-]+(\\s+(SYSTEM|PUBLIC\\s+(\"[^\"]*\"|'[^']*'))\\s+(\"[^\"]*\"|'[^']*'))?\\s*>")) {
            throw new TemplateFault("not well-formed XML: not a document's type", from);
        }
        typed = true;
    }

    @Override
    public void repeated(int at) {
        if (open.size() < 2) {
            throw new TemplateFault("all elements of a list in the root element, of which there must be one,", at);
        }
    }

    @Override
    public void finish() {
        if (!open.isEmpty()) {
            Tag tag = open.pop().tag();
            throw new TemplateFault("not well-formed XML: <" + tag.name() + "> is not closed", tag.from(), help(tag));
        } else if (!rooted) {
            throw new TemplateFault("not well-formed XML: there is no element", 0);
        }
    }

    private static String help(Tag tag) {
        return tag.isBare() ? "for the placeholder write <=" + tag.name() + ">" : "";
    }

    private static TemplateFault outside(String what, int at) {
        return new TemplateFault("not well-formed XML: " + what + " outside the root element", at);
    }
}
