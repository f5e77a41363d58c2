package dev.ringback.domain.template.pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.domain.template.value.Bytes;

/** A literal in which an index may stand, as in the name {@code parts[n]}. */
public final class Numbered {
    private static final String EACH = "[n]";

    private final byte[][] pieces;

    private Numbered(String... pieces) {
        this.pieces = new byte[pieces.length][];
        for (int i = 0; i < pieces.length; i++) {
            this.pieces[i] = pieces[i].getBytes(UTF_8);
        }
    }

    /** The first {@code [n]} is the index, if there is one. */
    public static Numbered of(String literal) {
        int at = literal.indexOf(EACH);
        return at < 0 ? new Numbered(literal) : new Numbered(literal.substring(0, at + 1), literal.substring(at + 2));
    }

    /** Of two literals that the index stands between. */
    public static Numbered between(String before, String behind) {
        return new Numbered(before, behind);
    }

    public static boolean isIn(String literal) {
        return literal.contains(EACH);
    }

    void write(int index, Bytes out) {
        out.put(pieces[0]);
        if (pieces.length > 1) {
            out.put(Integer.toString(index).getBytes(US_ASCII));
            out.put(pieces[1]);
        }
    }
}
