package dev.ringback.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether numbered callbacks with one {@code order_key} come in order: the first arrival of each only after the one before was answered well,
 * or badly as often as its profile tries it. Repeats of at-least-once break no order; those that come after the next one are counted.
 */
final class Lines {
    private static final int OK_MAX = 299;

    private final int attempts;
    private final Map<String, Line> lines = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private int late;

    /** Of one key: the highest number that has arrived, and whether it has ended. */
    private static final class Line {
        private int last = -1;
        private int refusals;
        private boolean ended = true;
    }

    Lines(int attempts) {
        this.attempts = attempts;
    }

    synchronized void arrived(String key, int number) {
        Line line = lines.computeIfAbsent(key, none -> new Line());
        if (number <= line.last) {
            late += number < line.last ? 1 : 0;
            return;
        }
        if (number > line.last + 1) {
            broken.add(key + ": " + number + " came after " + line.last);
        } else if (!line.ended) {
            broken.add(key + ": " + number + " came before " + line.last + " had ended");
        }
        line.last = number;
        line.refusals = 0;
        line.ended = false;
    }

    synchronized void answered(String key, int number, int status) {
        Line line = lines.get(key);
        if (line != null && number == line.last) {
            line.refusals += status > OK_MAX ? 1 : 0;
            line.ended |= status <= OK_MAX || line.refusals >= attempts;
        }
    }

    /** In words, each time that a callback came too early. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many repeats came after the next of their line. */
    synchronized int late() {
        return late;
    }

    /** The faults so far belong to what is over; the lines go on. */
    synchronized void forgetFaults() {
        broken.clear();
        late = 0;
    }
}
