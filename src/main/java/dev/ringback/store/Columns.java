package dev.ringback.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into columns, as statements over {@code unnest} want them, and times into the client's. */
final class Columns {
    /** Later times wrap around on their way to the database. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Columns() {}

    static <T> UUID[] uuids(List<T> rows, Function<T, UUID> value) {
        UUID[] column = new UUID[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    static <T> @Nullable String[] texts(List<T> rows, Function<T, String> value) {
        @Nullable String[] column = new String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            String text = value.apply(rows.get(i));
            column[i] = text.isEmpty() ? null : text;
        }
        return column;
    }

    /** {@link Instant#MIN} and {@link Instant#MAX} are null. */
    static <T> @Nullable OffsetDateTime[] times(List<T> rows, Function<T, Instant> value) {
        @Nullable OffsetDateTime[] column = new OffsetDateTime[rows.size()];
        for (int i = 0; i < column.length; i++) {
            Instant time = value.apply(rows.get(i));
            column[i] = time.equals(Instant.MAX) || time.equals(Instant.MIN) ? null : time(time);
        }
        return column;
    }

    /** No bytes are null. */
    static <T> @Nullable Buffer[] bytes(List<T> rows, Function<T, byte[]> value) {
        @Nullable Buffer[] column = new Buffer[rows.size()];
        for (int i = 0; i < column.length; i++) {
            byte[] bytes = value.apply(rows.get(i));
            column[i] = bytes.length == 0 ? null : Buffer.buffer(bytes);
        }
        return column;
    }

    static <T> Integer[] ints(List<T> rows, Function<T, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    static <T> Short[] shorts(List<T> rows, Function<T, Short> value) {
        return rows.stream().map(value).toArray(Short[]::new);
    }

    static <T> Boolean[] booleans(List<T> rows, Function<T, Boolean> value) {
        return rows.stream().map(value).toArray(Boolean[]::new);
    }

    static OffsetDateTime time(Instant time) {
        return (time.isAfter(LAST) ? LAST : time).atOffset(ZoneOffset.UTC);
    }
}
