package dev.ringback.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be asked for. Of a line, which is a profile and order key, at most one is on its way: were there two in different messages, or
 * one of them refused for the moment, the later could be accepted first. What is in no line goes as it comes. Used from one context.
 */
final class Lines {
    /** The first of each line that may go, and all that is in none. */
    private final Deque<Pending> ready = new ArrayDeque<>();

    /** Of lines that have one in {@link #ready} or on its way: those behind it. */
    private final Map<String, Deque<Pending>> behind = new HashMap<>();

    void add(Pending pending) {
        String line = pending.submission().line();
        if (line.isEmpty()) {
            ready.addLast(pending);
            return;
        }
        Deque<Pending> others = behind.get(line);
        if (others == null) {
            behind.put(line, new ArrayDeque<>(1));
            ready.addLast(pending);
        } else {
            others.addLast(pending);
        }
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** At least one, and so many more as both bounds allow. */
    List<Pending> take(int callbacksMax, int bytesMax) {
        List<Pending> taken = new ArrayList<>();
        long bytes = 0;
        while (!ready.isEmpty() && taken.size() < callbacksMax) {
            bytes += ready.getFirst().submission().size();
            if (bytes > bytesMax && !taken.isEmpty()) {
                break;
            }
            taken.add(ready.removeFirst());
        }
        return taken;
    }

    /** It has its final answer: the next of its line may go. */
    void settled(Pending pending) {
        String line = pending.submission().line();
        if (line.isEmpty()) {
            return;
        }
        Pending next = behind.getOrDefault(line, new ArrayDeque<>(0)).pollFirst();
        if (next == null) {
            behind.remove(line);
        } else {
            ready.addLast(next);
        }
    }
}
