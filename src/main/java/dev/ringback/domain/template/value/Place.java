package dev.ringback.domain.template.value;

/** The kind of place a value stands in, which decides how it is written there. */
public interface Place {
    /** Writes escaped what is given as plain UTF-8. */
    void put(byte[] utf8, int from, int to, Bytes out);

    /**
     * Writes a JSON value, given as it stands in valid JSON: as a rule its text, which is a string's characters, nothing for {@code null},
     * and the JSON text of anything else.
     */
    default void write(byte[] json, int from, int to, Bytes out) {
        if (json[from] == '"') {
            Unescaping.write(json, from + 1, to - 1, this, out);
        } else if (json[from] != 'n') {
            put(json, from, to, out);
        }
    }
}
