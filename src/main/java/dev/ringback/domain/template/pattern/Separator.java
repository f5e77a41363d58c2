package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.Bytes;

/**
 * What stands between two neighbours but not before the first one. Which is the first is told by what was written last: no neighbour ends
 * with such a byte.
 */
public enum Separator {
    JSON(',', "[{"),
    QUERY('&', "?&");

    private final char between;
    private final String openings;

    Separator(char between, String openings) {
        this.between = between;
        this.openings = openings;
    }

    void write(Bytes out) {
        int back = 1;
        while (isSpace(out.last(back))) {
            back++;
        }
        if (openings.indexOf(out.last(back)) < 0) {
            out.put(between);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
