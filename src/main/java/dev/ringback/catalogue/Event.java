package dev.ringback.catalogue;

import java.util.List;

/** Something that can happen on a channel, and the variables that tell of it. */
public record Event(String id, String title, List<Variable> variables) {
    public Event {
        variables = List.copyOf(variables);
    }
}
