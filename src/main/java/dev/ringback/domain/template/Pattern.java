package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A template ready to be filled: literal, value, literal, value, … literal. Literals are encoded and escaped already. */
final class Pattern {
    private final byte[][] literals;
    private final int[] slots;
    private final Escaping[] escapings;

    private Pattern(Builder builder) {
        literals = builder.literals.toArray(byte[][]::new);
        slots = builder.slots.stream().mapToInt(Integer::intValue).toArray();
        escapings = builder.escapings.toArray(Escaping[]::new);
    }

    boolean isFixed() {
        return slots.length == 0;
    }

    void write(Values values, Bytes out) {
        for (int i = 0; i < slots.length; i++) {
            out.put(literals[i]);
            values.write(slots[i], escapings[i], out);
        }
        out.put(literals[slots.length]);
    }

    /** Takes the parts in their order. */
    static final class Builder {
        private final List<byte[]> literals = new ArrayList<>();
        private final List<Integer> slots = new ArrayList<>();
        private final List<Escaping> escapings = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        void literal(CharSequence text) {
            literal.append(text);
        }

        void value(int slot, Escaping escaping) {
            endLiteral();
            slots.add(slot);
            escapings.add(escaping);
        }

        Pattern build() {
            endLiteral();
            return new Pattern(this);
        }

        private void endLiteral() {
            literals.add(literal.toString().getBytes(UTF_8));
            literal.setLength(0);
        }
    }
}
