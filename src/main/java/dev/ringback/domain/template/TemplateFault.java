package dev.ringback.domain.template;

/** Stops the reading of one field at the first thing wrong in it. Never leaves this package: it ends as a {@link TemplateError}. */
final class TemplateFault extends RuntimeException {
    private final int offset;

    /** Counted in characters from 0. */
    TemplateFault(String what, int offset) {
        super(what, null, false, false);
        this.offset = offset;
    }

    /** The template's own text is not repeated: it may be a secret. Users count from 1. */
    TemplateError in(String pointer, String template) {
        String before = template.substring(0, Math.min(offset, template.length()));
        String position = getMessage() + " at character " + (offset + 1);
        if (template.indexOf('\n') < 0) {
            return new TemplateError(pointer, position);
        }
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = offset - before.lastIndexOf('\n');
        return new TemplateError(pointer, position + " (line " + line + ", column " + column + ")");
    }
}
