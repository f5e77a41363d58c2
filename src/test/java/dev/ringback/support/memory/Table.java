package dev.ringback.support.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Rows by their key, each with the versions that somebody may still see, and the locks on it. Knows what was committed when; what a statement
 * has written and not committed is the {@link Transaction}'s.
 */
final class Table<K, R> {
    private final String name;
    private final Comparator<K> order;
    private final TreeMap<K, Cell<R>> cells;

    Table(String name, Comparator<K> order) {
        this.name = name;
        this.order = order;
        this.cells = new TreeMap<>(order);
    }

    String name() {
        return name;
    }

    Comparator<K> order() {
        return order;
    }

    /** {@code line} tells a row that was deleted and made anew from one that was changed. */
    record Version<R>(Optional<R> row, long since, long line, Optional<Version<R>> older) {}

    record Holder(Statement statement, Lock lock) {}

    /** All of one key. */
    static final class Cell<R> {
        private Optional<Version<R>> newest = Optional.empty();
        private final List<Holder> holders = new ArrayList<>(1);

        Optional<Version<R>> at(long asOf) {
            Optional<Version<R>> version = newest;
            while (version.isPresent() && version.get().since() > asOf) {
                version = version.get().older();
            }
            return version.filter(one -> one.row().isPresent());
        }

        Optional<Version<R>> newest() {
            return newest.filter(one -> one.row().isPresent());
        }

        /** One who holds it so that {@code statement} cannot have it. */
        Optional<Statement> inTheWayOf(Statement statement, Lock lock) {
            for (Holder holder : holders) {
                if (holder.statement() != statement && holder.lock().conflicts(lock)) {
                    return Optional.of(holder.statement());
                }
            }
            return Optional.empty();
        }

        boolean isFirst() {
            return newest.filter(one -> one.row().isPresent() && one.older().isEmpty())
                    .isPresent();
        }

        private boolean isEmpty() {
            return newest.isEmpty() && holders.isEmpty();
        }
    }

    Cell<R> cell(K key) {
        Cell<R> cell = cells.get(key);
        return cell == null ? new Cell<>() : cell;
    }

    /** Of all keys from that one on, in their order. */
    NavigableMap<K, Cell<R>> from(K key, boolean inclusive) {
        return cells.tailMap(key, inclusive);
    }

    NavigableMap<K, Cell<R>> all() {
        return cells;
    }

    void hold(K key, Statement statement, Lock lock) {
        cells.computeIfAbsent(key, none -> new Cell<>()).holders.add(new Holder(statement, lock));
    }

    void release(K key, Statement statement) {
        Cell<R> cell = cells.get(key);
        if (cell != null) {
            cell.holders.removeIf(holder -> holder.statement() == statement);
            forget(key, cell);
        }
    }

    void commit(K key, Optional<R> row, long time) {
        Cell<R> cell = cells.computeIfAbsent(key, none -> new Cell<>());
        long line = cell.newest().map(Version::line).orElse(time);
        cell.newest = Optional.of(new Version<>(row, time, line, cell.newest));
    }

    /** Nobody looks at what was before that time any more. */
    void vacuum(K key, long seenSince) {
        Cell<R> cell = cells.get(key);
        if (cell == null) {
            return;
        }
        cell.newest = cut(cell.newest, seenSince);
        forget(key, cell);
    }

    private static <R> Optional<Version<R>> cut(Optional<Version<R>> version, long seenSince) {
        if (version.isEmpty()) {
            return version;
        }
        Version<R> one = version.get();
        if (one.since() > seenSince) {
            return Optional.of(new Version<>(one.row(), one.since(), one.line(), cut(one.older(), seenSince)));
        }
        return one.row().isEmpty()
                ? Optional.empty()
                : Optional.of(new Version<>(one.row(), one.since(), one.line(), Optional.empty()));
    }

    private void forget(K key, Cell<R> cell) {
        if (cell.isEmpty()) {
            cells.remove(key);
        }
    }

    /** What is committed now. */
    void each(BiConsumer<K, R> step) {
        for (Map.Entry<K, Cell<R>> entry : cells.entrySet()) {
            entry.getValue().newest().flatMap(Version::row).ifPresent(row -> step.accept(entry.getKey(), row));
        }
    }

    Optional<R> newest(K key) {
        return cell(key).newest().flatMap(Version::row);
    }
}
