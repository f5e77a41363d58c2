package dev.ringback.domain.template.pattern;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Values;

/** What stands between two literals of a pattern. */
interface Part {
    void write(Values values, Bytes out);

    /** How many placeholders it was made of. */
    default int placeholders() {
        return 1;
    }
}
