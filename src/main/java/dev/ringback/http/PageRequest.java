package dev.ringback.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list is wanted: at most {@code limit} rows that come after the row at the position {@code after}. Ask the store
 * for {@link #rows()}, one more, which tells whether there is a next part.
 */
public record PageRequest(String list, int limit, Optional<String> after) {
    static final int LIMIT = 25;
    static final int LIMIT_MAX = 100;

    public int rows() {
        return limit + 1;
    }

    /** {@code {"data": […], "next_cursor": …}}; {@code position} is what tells a row's place in the list. */
    public <T> Answer answer(List<T> rows, Function<T, JsonObject> json, Function<T, String> position) {
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        return answer(shown, json, more ? Optional.of(position.apply(shown.get(limit - 1))) : Optional.empty());
    }

    /** For a list that knows itself whether and where it goes on, however many rows it found. */
    public <T> Answer answer(List<T> shown, Function<T, JsonObject> json, Optional<String> next) {
        return answer(shown, json, next, new JsonObject());
    }

    /** With what else there is to say of the part. */
    public <T> Answer answer(List<T> shown, Function<T, JsonObject> json, Optional<String> next, JsonObject more) {
        JsonArray data = new JsonArray();
        shown.forEach(row -> data.add(json.apply(row)));
        return Answer.ok(new JsonObject()
                .put("data", data)
                .put(
                        "next_cursor",
                        next.map(place -> Cursor.encode(list, place)).orElse(null))
                .mergeIn(more));
    }
}
