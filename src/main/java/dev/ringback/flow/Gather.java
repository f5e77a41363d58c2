package dev.ringback.flow;

import dev.ringback.ambient.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Group commit: while one batch is being written the next gathers, and is written when the first has returned. Under light load a batch is one
 * item and goes at once. Used from one event loop.
 *
 * <p>After a batch of several items there is a pause, as all who waited for it come with their next item right then: without it they fall into
 * two groups that take turns, each in batches half as large, and a statement costs the database as much as ten rows.
 */
public final class Gather<T> {
    private final Bounds<T> bounds;
    private final Pace pace;
    private final Function<List<T>, Future<Void>> write;
    private final ArrayDeque<T> line = new ArrayDeque<>();
    private boolean writing;
    private boolean pausing;

    /** A batch has at most {@code itemsMax} items and, past its first, at most {@code weightMax} in all. */
    public record Bounds<T>(int itemsMax, int weightMax, ToIntFunction<T> weight) {}

    /** How long to pause after a batch of {@code severalMin} items or more. A full batch waits for no pause. */
    public record Pace(Duration pause, int severalMin, Timers timers) {
        private static final Pace STEADY = new Pace(Duration.ZERO, Integer.MAX_VALUE, (delay, step) -> () -> {});
    }

    /** Without pauses. */
    public Gather(Bounds<T> bounds, Function<List<T>, Future<Void>> write) {
        this(bounds, Pace.STEADY, write);
    }

    /** The Future of {@code write} says that the batch is done with, well or not; it must not fail. */
    public Gather(Bounds<T> bounds, Pace pace, Function<List<T>, Future<Void>> write) {
        this.bounds = bounds;
        this.pace = pace;
        this.write = write;
    }

    public void add(T item) {
        line.addLast(item);
    }

    /** Starts a batch unless one is under way. Kept apart from {@link #add} so that a caller may add many at once. */
    public void pump() {
        if (writing || line.isEmpty() || (pausing && line.size() < bounds.itemsMax())) {
            return;
        }
        writing = true;
        List<T> batch = next();
        write.apply(batch).onComplete(done -> {
            writing = false;
            if (!pausing && batch.size() >= pace.severalMin()) {
                pausing = true;
                var unused = pace.timers().after(pace.pause(), this::goOn);
            }
            pump();
        });
    }

    private void goOn() {
        pausing = false;
        pump();
    }

    public int waiting() {
        return line.size();
    }

    public boolean isIdle() {
        return !writing && line.isEmpty();
    }

    /** Takes out all that waits. */
    public List<T> drain() {
        List<T> all = new ArrayList<>(line);
        line.clear();
        return all;
    }

    private List<T> next() {
        List<T> batch = new ArrayList<>(Math.min(line.size(), bounds.itemsMax()));
        int weight = 0;
        for (T item = line.peekFirst(); item != null && batch.size() < bounds.itemsMax(); item = line.peekFirst()) {
            weight += bounds.weight().applyAsInt(item);
            if (!batch.isEmpty() && weight > bounds.weightMax()) {
                break;
            }
            batch.add(line.removeFirst());
        }
        return batch;
    }
}
