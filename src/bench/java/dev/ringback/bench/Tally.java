package dev.ringback.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which callbacks were acknowledged, and which arrived how often, by id. So a callback that the publisher submitted again without a key is
 * another one, and a repeat is the nodes' own.
 */
final class Tally {
    /** When, in nanoseconds. */
    private final Map<String, Long> acknowledged = new HashMap<>();

    private final Map<String, Long> arrived = new HashMap<>();
    /** How often each arrived and was answered well. */
    private final Map<String, Integer> delivered = new HashMap<>();
    /** What the receiver never takes: it ends as failed. */
    private final Set<String> refused = new HashSet<>();

    private long lastAcknowledgement;
    private long longestSilence;

    synchronized void acknowledged(String id, long time) {
        Long unused = acknowledged.putIfAbsent(id, time);
        if (lastAcknowledgement > 0) {
            longestSilence = Math.max(longestSilence, time - lastAcknowledgement);
        }
        lastAcknowledgement = time;
    }

    synchronized void delivered(String id, long time) {
        arrived.putIfAbsent(id, time);
        delivered.merge(id, 1, Integer::sum);
    }

    synchronized void refused(String id, long time) {
        arrived.putIfAbsent(id, time);
        refused.add(id);
    }

    synchronized int acknowledged() {
        return acknowledged.size();
    }

    synchronized int delivered() {
        return delivered.size();
    }

    /** As it is now. */
    synchronized Set<String> deliveredSoFar() {
        return Set.copyOf(delivered.keySet());
    }

    /** Acknowledged, and never delivered, nor refused as it was to be. */
    synchronized List<String> lost() {
        return acknowledged.keySet().stream()
                .filter(id -> !delivered.containsKey(id) && !refused.contains(id))
                .sorted()
                .toList();
    }

    /** Deliveries beyond the first of each callback. */
    synchronized int doubled() {
        return delivered.values().stream().mapToInt(times -> times - 1).sum();
    }

    /** Between two acknowledgements, whoever gave them, in nanoseconds. */
    synchronized long longestSilence() {
        return longestSilence;
    }

    /** From a callback's acknowledgement to its first arrival, in nanoseconds. */
    synchronized long longestWay() {
        return acknowledged.entrySet().stream()
                .filter(one -> arrived.containsKey(one.getKey()))
                .mapToLong(one -> arrived.get(one.getKey()) - one.getValue())
                .max()
                .orElse(0);
    }
}
