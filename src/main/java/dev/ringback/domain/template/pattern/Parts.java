package dev.ringback.domain.template.pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.domain.template.value.Bytes;
import dev.ringback.domain.template.value.Each;
import dev.ringback.domain.template.value.Filters;
import dev.ringback.domain.template.value.Place;
import dev.ringback.domain.template.value.Values;

/** The kinds of parts. */
final class Parts {
    private static final byte[] COMMA = ",".getBytes(US_ASCII);
    private static final byte[] EMPTY = "\"\"".getBytes(US_ASCII);

    private Parts() {}

    /** A value as the data has it. */
    record Plain(int slot, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            values.write(slot, place, out);
        }
    }

    /** A value with formats or a default. */
    record Filtered(int slot, Filters filters, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            values.write(slot, filters, place, out);
        }
    }

    /** A value that only the receiver can read, even if it is filled in when {@code always} says so. */
    record Encrypted(int slot, Filters filters, boolean always, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            values.writeEncrypted(slot, filters, always, place, out);
        }
    }

    /** All elements of a list within a text, with commas between them. */
    record Joined(Each each, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            int written = each.write(
                    values,
                    place,
                    (index, to) -> {
                        if (index > 0) {
                            place.put(COMMA, 0, COMMA.length, to);
                        }
                    },
                    out);
            if (written == 0) {
                // The place may have something to say to its neighbours even so.
                place.write(EMPTY, 0, EMPTY.length, out);
            }
        }
    }

    /** All elements of a list as a JSON array. */
    record Array(Each each, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            out.put('[');
            int unused = each.write(
                    values,
                    place,
                    (index, to) -> {
                        if (index > 0) {
                            to.put(',');
                        }
                    },
                    out);
            out.put(']');
        }
    }

    /** Something for each element, such as a query parameter: a separator, a name that may hold the element's index, and the value. */
    record Series(Separator separator, Numbered name, Each each, Place place) implements Part {
        @Override
        public void write(Values values, Bytes out) {
            int unused = each.write(
                    values,
                    place,
                    (index, to) -> {
                        separator.write(to);
                        name.write(index, to);
                    },
                    out);
        }
    }

    /** A markup element for each element of a list. */
    record Repeated(Pattern before, Each each, Place place, byte[] behind) implements Part {
        @Override
        public int placeholders() {
            return before.placeholders() + 1;
        }

        @Override
        public void write(Values values, Bytes out) {
            int unused = each.write(
                    values,
                    place,
                    new Each.Around() {
                        @Override
                        public void before(int index, Bytes to) {
                            before.write(values, to);
                        }

                        @Override
                        public void after(int index, Bytes to) {
                            to.put(behind);
                        }
                    },
                    out);
        }
    }

    /** What must not stand directly behind an opening: a series before it may have been empty. */
    record Optionally(Separator separator) implements Part {
        @Override
        public int placeholders() {
            return 0;
        }

        @Override
        public void write(Values values, Bytes out) {
            separator.write(out);
        }
    }
}
