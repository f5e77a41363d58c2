package dev.ringback.simulation;

import java.util.Objects;
import java.util.PriorityQueue;

/** Virtual time: steps in the order they are due, one at a time. Steps of the same moment come in the order they were asked for. */
final class Timeline {
    static final long MICRO = 1_000;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private final PriorityQueue<Step> waiting = new PriorityQueue<>();
    private long now;
    private long order;
    private long steps;
    private long hash = 17;

    /** Whose steps they are: what is over takes none, what is held takes them later. */
    interface Life {
        /** The world's own: it never ends. */
        Life WORLD = new Life() {
            @Override
            public boolean isOver() {
                return false;
            }

            @Override
            public boolean holds(Step step) {
                return false;
            }
        };

        boolean isOver();

        /** Keeps the step for later, and says so. */
        boolean holds(Step step);
    }

    /** Something that will happen. */
    static final class Step implements Comparable<Step> {
        private final Life life;
        private final Runnable action;
        private final long time;
        private final long order;
        private boolean cancelled;

        private Step(Life life, Runnable action, long time, long order) {
            this.life = life;
            this.action = action;
            this.time = time;
            this.order = order;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Step other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Objects.hash(time, order);
        }
    }

    /** Nanoseconds since the beginning of this world. */
    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    /** Of all that happened, and when: two worlds of one seed have the same. */
    long hash() {
        return hash;
    }

    void mix(long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    Step after(Life life, long nanos, Runnable action) {
        Step step = new Step(life, action, now + Math.max(0, nanos), order++);
        waiting.add(step);
        return step;
    }

    /** A step that was held happens now. */
    void again(Step held) {
        if (!held.cancelled) {
            waiting.add(new Step(held.life, () -> takeNow(held), now, order++));
        }
    }

    private static void takeNow(Step held) {
        if (!held.cancelled) {
            held.action.run();
        }
    }

    /** Takes the next step; false when there is none before {@code end}. */
    boolean step(long end) {
        while (true) {
            Step next = waiting.peek();
            if (next == null || next.time > end) {
                now = Math.max(now, end);
                return false;
            }
            waiting.remove();
            if (next.cancelled || next.life.isOver()) {
                continue;
            }
            now = Math.max(now, next.time);
            if (next.life.holds(next)) {
                continue;
            }
            steps++;
            mix(now * 31 + next.order);
            next.action.run();
            return true;
        }
    }
}
