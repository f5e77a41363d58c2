package dev.ringback.domain.template;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.domain.Callback;
import dev.ringback.domain.json.JsonCursor;
import java.util.Arrays;

/** Where the values of one rendering stand: in the callback's data, or in bytes made for the built-in names. */
final class Values {
    static final int MISSING = -1;
    private static final byte[] EMPTY = "\"\"".getBytes(US_ASCII);

    private final JsonCursor cursor = new JsonCursor(EMPTY);
    private byte[][] sources = {};
    private int[] from = {};
    private int[] to = {};

    /** Only a profile with placeholders pays for reading the data, and then once. */
    void load(Layout layout, Callback callback, int attempt) {
        int slots = layout.builtIns().size();
        if (slots == 0) {
            return;
        }
        if (from.length < slots) {
            sources = new byte[slots][];
            from = new int[slots];
            to = new int[slots];
        }
        byte[] data = callback.data();
        Arrays.fill(from, 0, slots, MISSING);
        Arrays.fill(sources, 0, slots, data);
        if (data.length > 0) {
            cursor.reset(data, 0, data.length);
            layout.trie().fill(cursor, from, to);
        }
        for (int slot = 0; slot < slots; slot++) {
            if (from[slot] == MISSING) {
                fillIn(slot, layout.builtIns().get(slot).json(callback, attempt));
            }
        }
    }

    /** What is missing is empty. */
    void write(int slot, Escaping escaping, Bytes out) {
        if (from[slot] != MISSING) {
            escaping.write(sources[slot], from[slot], to[slot], out);
        } else {
            escaping.write(EMPTY, 0, EMPTY.length, out);
        }
    }

    /** Lets the callback's bytes go: the loop may be idle for long. */
    void clear() {
        Arrays.fill(sources, EMPTY);
        cursor.reset(EMPTY, 0, EMPTY.length);
    }

    private void fillIn(int slot, byte[] json) {
        if (json.length > 0) {
            sources[slot] = json;
            from[slot] = 0;
            to[slot] = json.length;
        }
    }
}
