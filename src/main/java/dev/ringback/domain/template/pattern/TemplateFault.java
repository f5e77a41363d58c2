package dev.ringback.domain.template.pattern;

/** Stops the reading of one field at the first thing wrong in it. Never leaves the templates: it ends as an error of the profile. */
public final class TemplateFault extends RuntimeException {
    private final int offset;
    private final String help;

    /** The offset is counted in characters from 0. */
    public TemplateFault(String what, int offset) {
        this(what, offset, "");
    }

    /** With a sentence that says how to mend it. */
    public TemplateFault(String what, int offset, String help) {
        super(what, null, false, false);
        this.offset = offset;
        this.help = help;
    }

    /** The template's own text is not repeated: it may be a secret. Users count from 1. */
    public String in(String template) {
        String before = template.substring(0, Math.min(offset, template.length()));
        String position = getMessage() + " at character " + (offset + 1);
        if (template.indexOf('\n') >= 0) {
            long line = before.chars().filter(c -> c == '\n').count() + 1;
            int column = offset - before.lastIndexOf('\n');
            position += " (line " + line + ", column " + column + ")";
        }
        return help.isEmpty() ? position : position + "; " + help;
    }
}
