package dev.ringback.domain.template.markup;

import dev.ringback.domain.template.pattern.TemplateFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters, names and references of XML's literal text. */
final class XmlText {
    private static final String NAME_START = ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
            + "\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\\x{10000}-\\x{effff}";
    private static final Pattern NAME =
            Pattern.compile("[" + NAME_START + "][" + NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));");

    private XmlText() {}

    static void name(String name, int at) {
        int colon = name.indexOf(':');
        boolean local = colon < 0 || (colon > 0 && colon < name.length() - 1 && name.indexOf(':', colon + 1) < 0);
        if (!local
                || !NAME.matcher(name.substring(colon + 1)).matches()
                || !NAME.matcher(name).matches()) {
            throw new TemplateFault("not well-formed XML: not a name of XML", at);
        }
    }

    /** Between tags. */
    static void content(String template, int from, int to) {
        references(template, from, to);
        int end = template.indexOf("]]>", from);
        if (end >= 0 && end < to) {
            throw new TemplateFault("not well-formed XML: a ']]>' that ends nothing", end, "write ]]&gt;");
        }
    }

    static void references(String template, int from, int to) {
        characters(template, from, to);
        Matcher reference = REFERENCE.matcher(template).region(from, to);
        for (int at = template.indexOf('&', from); at >= 0 && at < to; at = template.indexOf('&', at + 1)) {
            if (!reference.region(at, to).lookingAt() || !isCharacter(codePoint(reference))) {
                boolean space = template.startsWith("&nbsp;", at);
                throw new TemplateFault(
                        "not well-formed XML: a '&' that begins none of its references",
                        at,
                        space ? "write &#160;" : "write &amp;");
            }
        }
    }

    static void characters(String template, int from, int to) {
        for (int at = from; at < to; at += Character.charCount(template.codePointAt(at))) {
            if (!isCharacter(template.codePointAt(at))) {
                throw new TemplateFault("not well-formed XML: a character that XML cannot hold", at);
            }
        }
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static int codePoint(Matcher reference) {
        if (reference.group(1) != null) {
            return ' ';
        }
        String decimal = reference.group(2);
        return decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(reference.group(3), 16);
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || (c >= 0x10000 && c <= 0x10ffff);
    }
}
