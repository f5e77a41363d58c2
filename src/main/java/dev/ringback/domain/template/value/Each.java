package dev.ringback.domain.template.value;

import dev.ringback.domain.json.JsonCursor;
import java.util.List;

/** The elements of a list, as {@code parts[n].id} names them: a slot for the list, and a path that goes on in each element. */
public final class Each {
    private final int slot;
    private final PathTrie rest;
    private final Filters filters;
    private final boolean encrypted;

    public Each(int slot, List<Step> rest, Filters filters, boolean encrypted) {
        this.slot = slot;
        this.rest = PathTrie.of(List.of(rest));
        this.filters = filters;
        this.encrypted = encrypted;
    }

    /** What is written before and after an element; they are counted from 0. */
    public interface Around {
        void before(int index, Bytes out);

        default void after(int index, Bytes out) {
            // As a rule there is nothing behind.
        }
    }

    /** Writes nothing at all when there is no list; what an element does not have is empty. Says how many there were. */
    public int write(Values values, Place place, Around around, Bytes out) {
        if (!values.isArray(slot)) {
            return 0;
        }
        JsonCursor cursor = values.cursor(slot);
        int[] from = new int[1];
        int[] to = new int[1];
        cursor.enterArray();
        int index = 0;
        while (cursor.nextElement()) {
            from[0] = Values.MISSING;
            rest.fill(cursor, from, to);
            around.before(index, out);
            byte[] json = filters.apply(values.source(slot), from[0], to[0]);
            if (encrypted) {
                values.writeEncrypted(json, place, out);
            } else {
                Values.write(json, place, out);
            }
            around.after(index, out);
            index++;
        }
        return index;
    }
}
