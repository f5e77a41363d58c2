package dev.ringback.domain.template.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Each;
import dev.ringback.domain.template.value.Place;
import dev.ringback.domain.template.value.Values;
import java.util.ArrayList;
import java.util.List;

/** A template ready to be filled: literal, part, literal, part, … literal. Literals are encoded and escaped already. */
public final class Pattern {
    private final byte[][] literals;
    private final Part[] parts;

    private Pattern(List<String> literals, List<Part> parts) {
        this.literals = literals.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
        this.parts = parts.toArray(Part[]::new);
    }

    public boolean isFixed() {
        return parts.length == 0;
    }

    public void write(Values values, Bytes out) {
        for (int i = 0; i < parts.length; i++) {
            out.put(literals[i]);
            parts[i].write(values, out);
        }
        out.put(literals[parts.length]);
    }

    public int placeholders() {
        int count = 0;
        for (Part part : parts) {
            count += part.placeholders();
        }
        return count;
    }

    /** Where a placeholder's value was written, in bytes from the start of the pattern; placeholders are counted from 0. */
    public record Span(int placeholder, int from, int to) {}

    /** Writes as {@link #write} does, and tells where. A repeated element belongs as a whole to the placeholder that repeats it. */
    public List<Span> locate(Values values, Bytes out) {
        List<Span> spans = new ArrayList<>();
        int start = out.size();
        int next = 0;
        for (int i = 0; i < parts.length; i++) {
            out.put(literals[i]);
            int from = out.size() - start;
            parts[i].write(values, out);
            next += parts[i].placeholders();
            if (parts[i].placeholders() > 0) {
                spans.add(new Span(next - 1, from, out.size() - start));
            }
        }
        out.put(literals[parts.length]);
        return spans;
    }

    /** Takes the parts in their order. */
    public static final class Builder {
        private final List<String> literals = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        /** A place in what was given so far. */
        public record Mark(int parts, int literal) {}

        public void literal(CharSequence text) {
            literal.append(text);
        }

        public void value(Placeholder placeholder, Reading reading, Place place) {
            int slot = reading.slot(placeholder);
            Selection.Way way = reading.wayOf(placeholder);
            if (placeholder.isForEach()) {
                add(new Parts.Joined(each(placeholder, reading), place));
            } else if (way != Selection.Way.CLEAR) {
                add(new Parts.Encrypted(slot, placeholder.filters(), way == Selection.Way.ENCRYPTED, place));
            } else if (placeholder.filters().isNone()) {
                add(new Parts.Plain(slot, place));
            } else {
                add(new Parts.Filtered(slot, placeholder.filters(), place));
            }
        }

        /** A JSON array of all elements. */
        public void array(Placeholder placeholder, Reading reading, Place place) {
            add(new Parts.Array(each(placeholder, reading), place));
        }

        /** For each element the separator, the name and the value. */
        public void series(Separator separator, Numbered name, Placeholder placeholder, Reading reading, Place place) {
            add(new Parts.Series(separator, name, each(placeholder, reading), place));
        }

        /** For each element what was given since the mark, the value, and what stands behind it. */
        public void repeat(Mark since, Placeholder placeholder, Reading reading, Place place, String behind) {
            add(new Parts.Repeated(cut(since), each(placeholder, reading), place, behind.getBytes(UTF_8)));
        }

        public void separator(Separator separator) {
            add(new Parts.Optionally(separator));
        }

        /** Takes away a separator, and white space, at the end: what follows sees to it. */
        public void dropSeparator(char separator) {
            int end = literal.length();
            while (end > 0 && Character.isWhitespace(literal.charAt(end - 1))) {
                end--;
            }
            if (end > 0 && literal.charAt(end - 1) == separator) {
                literal.setLength(end - 1);
            } else if (end == 0 && !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Parts.Optionally) {
                parts.remove(parts.size() - 1);
                String before = literals.remove(literals.size() - 1);
                literal.insert(0, before);
            }
        }

        public Mark mark() {
            return new Mark(parts.size(), literal.length());
        }

        public Pattern build() {
            List<String> all = new ArrayList<>(literals);
            all.add(literal.toString());
            return new Pattern(all, parts);
        }

        private void add(Part part) {
            literals.add(literal.toString());
            literal.setLength(0);
            parts.add(part);
        }

        private Pattern cut(Mark since) {
            List<String> texts = new ArrayList<>(literals);
            texts.add(literal.toString());
            List<String> cut = new ArrayList<>(texts.subList(since.parts(), texts.size()));
            String first = cut.get(0);
            cut.set(0, first.substring(since.literal()));
            Pattern pattern = new Pattern(cut, parts.subList(since.parts(), parts.size()));
            parts.subList(since.parts(), parts.size()).clear();
            literals.subList(since.parts(), literals.size()).clear();
            literal.setLength(0);
            literal.append(first, 0, since.literal());
            return pattern;
        }

        private static Each each(Placeholder placeholder, Reading reading) {
            boolean encrypted = reading.wayOf(placeholder) != Selection.Way.CLEAR;
            return new Each(reading.slot(placeholder), placeholder.rest(), placeholder.filters(), encrypted);
        }
    }
}
