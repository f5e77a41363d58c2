package dev.ringback.inbox;

import dev.ringback.inbox.InboxRequest.HeaderLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Header lines as the store and the API write them: {@code [{"name", "value"}]}, in their order. */
public final class HeaderLinesJson {
    private HeaderLinesJson() {}

    public static String write(List<HeaderLine> headers) {
        return array(headers).encode();
    }

    public static List<HeaderLine> read(String json) {
        List<HeaderLine> headers = new ArrayList<>();
        for (Object item : new JsonArray(json)) {
            if (item instanceof JsonObject header) {
                headers.add(new HeaderLine(header.getString("name", ""), header.getString("value", "")));
            }
        }
        return headers;
    }

    static JsonArray array(List<HeaderLine> headers) {
        JsonArray array = new JsonArray();
        headers.forEach(
                header -> array.add(new JsonObject().put("name", header.name()).put("value", header.value())));
        return array;
    }
}
