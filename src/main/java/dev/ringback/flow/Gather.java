package dev.ringback.flow;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Group commit: while one batch is being written the next gathers, and is written when the first has returned. No timer: a batch is one item
 * under light load and hundreds under heavy. Used from one event loop.
 */
public final class Gather<T> {
    private final Bounds<T> bounds;
    private final Function<List<T>, Future<Void>> write;
    private final ArrayDeque<T> line = new ArrayDeque<>();
    private boolean writing;

    /** A batch has at most {@code itemsMax} items and, past its first, at most {@code weightMax} in all. */
    public record Bounds<T>(int itemsMax, int weightMax, ToIntFunction<T> weight) {}

    /** The Future of {@code write} says that the batch is done with, well or not; it must not fail. */
    public Gather(Bounds<T> bounds, Function<List<T>, Future<Void>> write) {
        this.bounds = bounds;
        this.write = write;
    }

    public void add(T item) {
        line.addLast(item);
    }

    /** Starts a batch unless one is under way. Kept apart from {@link #add} so that a caller may add many at once. */
    public void pump() {
        if (!writing && !line.isEmpty()) {
            writing = true;
            write.apply(next()).onComplete(done -> {
                writing = false;
                pump();
            });
        }
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
