package dev.ringback.catalogue;

import java.util.List;

/** A source of events, such as SMS. A profile is of one channel for all its life. */
public record Channel(String id, String title, List<Event> events) {
    /** What profiles without a channel have; it is always there, and has no events. */
    public static final String DEFAULT = "default";

    public Channel {
        events = List.copyOf(events);
    }
}
