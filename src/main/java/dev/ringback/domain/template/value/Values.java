package dev.ringback.domain.template.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.domain.Callback;
import dev.ringback.domain.json.JsonCursor;
import java.util.Arrays;

/** Where the values of one rendering stand: in the callback's data, or in bytes made for the built-in names. */
public final class Values {
    static final int MISSING = -1;
    private static final byte[] EMPTY = "\"\"".getBytes(US_ASCII);

    private final JsonCursor cursor = new JsonCursor(EMPTY);
    private final Bytes plain;
    private Encrypting encrypting = Encrypting.NEVER;
    private byte[] given = {};
    private byte[][] sources = {};
    private int[] from = {};
    private int[] to = {};

    public Values() {
        this(Integer.MAX_VALUE);
    }

    /** {@code bytesMax} bounds what is encrypted at once. */
    public Values(int bytesMax) {
        plain = new Bytes(bytesMax);
    }

    /** Until {@link #clear()}. */
    public void encryptBy(Encrypting way) {
        encrypting = way;
    }

    /** Only a profile with placeholders pays for reading the data, and then once. */
    public void load(Layout layout, Callback callback, int attempt) {
        int slots = layout.builtIns().length;
        if (slots == 0) {
            return;
        }
        if (from.length < slots) {
            sources = new byte[slots][];
            from = new int[slots];
            to = new int[slots];
        }
        Arrays.fill(from, 0, slots, MISSING);
        find(layout, callback.data());
        for (int slot = 0; slot < slots; slot++) {
            if (from[slot] == MISSING) {
                fillIn(slot, layout.flat()[slot]);
            }
            if (from[slot] == MISSING) {
                fillIn(slot, layout.builtIns()[slot].json(callback, attempt));
            }
        }
    }

    private void find(Layout layout, byte[] data) {
        if (data.length > 0) {
            cursor.reset(data, 0, data.length);
            layout.trie().fill(cursor, from, to);
        }
        // Only now it is known to be JSON.
        given = Surrogates.replaced(data);
        Arrays.fill(sources, 0, layout.builtIns().length, given);
    }

    /** What is missing is empty. */
    public void write(int slot, Place place, Bytes out) {
        if (from[slot] != MISSING) {
            place.write(sources[slot], from[slot], to[slot], out);
        } else {
            place.write(EMPTY, 0, EMPTY.length, out);
        }
    }

    public void write(int slot, Filters filters, Place place, Bytes out) {
        write(filters.apply(sources[slot], from[slot], to[slot]), place, out);
    }

    /** {@code always} says whether it is encrypted even if it is one of those that are filled in. */
    public void writeEncrypted(int slot, Filters filters, boolean always, Place place, Bytes out) {
        byte[] json = filters.apply(sources[slot], from[slot], to[slot]);
        if (always || sources[slot] == given) {
            writeEncrypted(json, place, out);
        } else {
            write(json, place, out);
        }
    }

    /** As a text, whatever it is. What is missing, empty or {@code null} has nothing to hide and stays so. */
    public void writeEncrypted(byte[] json, Place place, Bytes out) {
        plain.clear();
        if (json.length > 0) {
            Escaping.TEXT.write(json, 0, json.length, plain);
        }
        if (plain.size() == 0) {
            write(json, place, out);
            return;
        }
        byte[] base64 = encrypting.base64(plain.copy(0));
        plain.clear();
        plain.put('"');
        plain.put(base64);
        plain.put('"');
        byte[] text = plain.copy(0);
        place.write(text, 0, text.length, out);
    }

    static void write(byte[] json, Place place, Bytes out) {
        byte[] written = json.length == 0 ? EMPTY : json;
        place.write(written, 0, written.length, out);
    }

    boolean isArray(int slot) {
        return from[slot] != MISSING && sources[slot][from[slot]] == '[';
    }

    byte[] source(int slot) {
        return sources[slot];
    }

    JsonCursor cursor(int slot) {
        return new JsonCursor(sources[slot], from[slot], to[slot]);
    }

    /** Lets the callback's bytes go: the loop may be idle for long. */
    public void clear() {
        Arrays.fill(sources, EMPTY);
        given = EMPTY;
        plain.clear();
        encrypting = Encrypting.NEVER;
        cursor.reset(EMPTY, 0, EMPTY.length);
    }

    /** From the slot of the same name written flat, if there is one. */
    private void fillIn(int slot, int flat) {
        if (flat != slot) {
            from[slot] = from[flat];
            to[slot] = to[flat];
        }
    }

    private void fillIn(int slot, byte[] json) {
        if (json.length > 0) {
            sources[slot] = json;
            from[slot] = 0;
            to[slot] = json.length;
        }
    }
}
