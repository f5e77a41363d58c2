package dev.ringback.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All channels and their events, as they were when the node started. */
public final class Catalogue {
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Channel> byEvent = new HashMap<>();

    /** Ids of channels, and of events over all channels, are told apart by the reader. */
    public Catalogue(List<Channel> channels) {
        this.channels.put(Channel.DEFAULT, new Channel(Channel.DEFAULT, "Default", List.of()));
        for (Channel channel : channels) {
            this.channels.put(channel.id(), channel);
            channel.events().forEach(event -> byEvent.put(event.id(), channel));
        }
    }

    /** In the order of the file, {@code default} first. */
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public Optional<Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    public boolean hasEvent(String channel, String event) {
        return channelOf(event).filter(of -> of.id().equals(channel)).isPresent();
    }

    public Optional<Event> event(String id) {
        return channelOf(id)
                .flatMap(channel -> channel.events().stream()
                        .filter(event -> event.id().equals(id))
                        .findFirst());
    }

    /** The channel an event is of; an event is of one only. */
    public Optional<Channel> channelOf(String event) {
        return Optional.ofNullable(byEvent.get(event));
    }
}
