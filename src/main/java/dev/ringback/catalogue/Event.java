package dev.ringback.catalogue;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Something that can happen on a channel, and the variables that tell of it. */
public record Event(String id, String title, List<Variable> variables) {
    public Event {
        variables = List.copyOf(variables);
    }

    /** Data as a publisher might send it, put together from the variables' samples. */
    public JsonObject sample() {
        SampleData data = new SampleData();
        variables.stream()
                .sorted(SampleData.OUTER_FIRST)
                .forEach(variable -> data.put(variable).ifPresent(Event::impossible));
        return data.json();
    }

    private static void impossible(String fault) {
        throw new IllegalStateException("the reader refuses this: " + fault);
    }
}
