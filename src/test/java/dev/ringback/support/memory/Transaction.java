package dev.ringback.support.memory;

import dev.ringback.flow.Trouble;
import dev.ringback.support.memory.Table.Cell;
import dev.ringback.support.memory.Table.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What one statement sees and does, as PostgreSQL does at `read committed`: it reads what was committed when it began, never its own writes; what
 * it wants to change it locks, in its newest version, and looks at again. Nobody sees its writes before its commit.
 */
final class Transaction {
    private final Statement statement;
    private final MemoryStore store;
    private final Set<Place<?, ?>> held = new HashSet<>();
    private final Map<Place<?, ?>, Write<?, ?>> writes = new LinkedHashMap<>();
    private long asOf;

    Transaction(Statement statement, MemoryStore store) {
        this.statement = statement;
        this.store = store;
    }

    record Place<K, R>(Table<K, R> table, K key) {
        void vacuum(long seenSince) {
            table.vacuum(key, seenSince);
        }
    }

    /** {@code row} is empty for a delete. */
    record Write<K, R>(Place<K, R> place, Optional<R> row) {
        /** As long as it is not committed. */
        Rows.Change change() {
            return new Rows.Change(place.key(), place.table().newest(place.key()), row);
        }

        boolean isFirst() {
            return place.table().cell(place.key()).isFirst();
        }

        void commit(long time) {
            place.table().commit(place.key(), row, time);
        }
    }

    long asOf() {
        return asOf;
    }

    void snapshot(long time) {
        asOf = time;
    }

    Statement statement() {
        return statement;
    }

    List<Write<?, ?>> writes() {
        return List.copyOf(writes.values());
    }

    /** Executed from the start, since it had to wait. What it has locked stays locked. */
    void again() {
        writes.clear();
    }

    void release() {
        held.forEach(this::release);
        held.clear();
    }

    private <K, R> void release(Place<K, R> place) {
        place.table().release(place.key(), statement);
    }

    <K, R> Optional<R> read(Table<K, R> table, K key) {
        return table.cell(key).at(asOf).flatMap(Version::row);
    }

    /** In the order of the keys, as many as {@code step} wants: it says whether to go on. */
    <K, R> void scan(Table<K, R> table, BiPredicate<K, R> step) {
        scan(table.all(), step);
    }

    <K, R> void scanFrom(Table<K, R> table, K first, BiPredicate<K, R> step) {
        scan(table.from(first, true), step);
    }

    private <K, R> void scan(Map<K, Cell<R>> cells, BiPredicate<K, R> step) {
        for (Map.Entry<K, Cell<R>> entry : cells.entrySet()) {
            Optional<R> row = entry.getValue().at(asOf).flatMap(Version::row);
            if (row.isPresent() && !step.test(entry.getKey(), row.get())) {
                return;
            }
        }
    }

    /** Which commit made the version of a row that the snapshot has, as {@code xmin} tells it; 0 when there is none. */
    <K, R> long madeBy(Table<K, R> table, K key) {
        return table.cell(key).at(asOf).map(Version::since).orElse(0L);
    }

    /** {@code where xmin = …}: that version or none. */
    <K, R> Optional<R> lockVersion(Table<K, R> table, K key, long madeBy) {
        if (madeBy(table, key) != madeBy) {
            return Optional.empty();
        }
        Optional<R> locked = lock(table, key, Lock.UPDATE, row -> true);
        return locked.filter(row -> table.cell(key)
                .newest()
                .filter(version -> version.since() == madeBy)
                .isPresent());
    }

    /** The newest version of a row that the snapshot has, locked; empty when it is gone or is not {@code still} wanted. Waits. */
    <K, R> Optional<R> lock(Table<K, R> table, K key, Lock lock, Predicate<R> still) {
        return lock(table, key, lock, still, false);
    }

    /** The same, but passes by a row that another has in hand. */
    <K, R> Optional<R> lockFree(Table<K, R> table, K key, Predicate<R> still) {
        return lock(table, key, Lock.UPDATE, still, true);
    }

    private <K, R> Optional<R> lock(Table<K, R> table, K key, Lock lock, Predicate<R> still, boolean pass) {
        Cell<R> cell = table.cell(key);
        Optional<Version<R>> seen = cell.at(asOf);
        if (seen.flatMap(Version::row).filter(still).isEmpty()) {
            return Optional.empty();
        }
        Optional<Statement> other = cell.inTheWayOf(statement, lock);
        if (other.isPresent()) {
            if (pass) {
                return Optional.empty();
            }
            throw new Blocked(other.get());
        }
        Optional<R> newest = cell.newest()
                .filter(version -> version.line() == seen.get().line())
                .flatMap(Version::row)
                .filter(still);
        if (newest.isPresent()) {
            hold(table, key, lock);
        }
        return newest;
    }

    private <K, R> void hold(Table<K, R> table, K key, Lock lock) {
        held.add(new Place<>(table, key));
        table.hold(key, statement, lock);
    }

    /** Of a row that is locked. */
    <K, R> void update(Table<K, R> table, K key, R row) {
        write(table, key, Optional.of(row));
    }

    /** Of a row that is locked. */
    <K, R> void delete(Table<K, R> table, K key) {
        write(table, key, Optional.empty());
    }

    private <K, R> void write(Table<K, R> table, K key, Optional<R> row) {
        row.ifPresent(store::checkRow);
        Place<K, R> place = new Place<>(table, key);
        writes.put(place, new Write<>(place, row));
    }

    /** `on conflict do nothing`: says whether it was made. Waits for one who has that key in hand. */
    <K, R> boolean insertNew(Table<K, R> table, K key, R row) {
        if (writes.containsKey(new Place<>(table, key)) || isTaken(table, key)) {
            return false;
        }
        hold(table, key, Lock.UPDATE);
        update(table, key, row);
        return true;
    }

    /** A key that is there refuses the statement. */
    <K, R> void insert(Table<K, R> table, K key, R row) {
        if (!insertNew(table, key, row)) {
            throw new Trouble(Trouble.Kind.ROW_REFUSED, "duplicate key in " + table.name() + " (SQLSTATE 23505)");
        }
    }

    /** `on conflict do update`, of the newest version, seen or not; answers the row that it leaves. */
    <K, R> R upsert(Table<K, R> table, K key, R fresh, UnaryOperator<R> change) {
        if (writes.containsKey(new Place<>(table, key))) {
            throw new Trouble(Trouble.Kind.UNAVAILABLE, "cannot affect a row a second time (SQLSTATE 21000)");
        }
        boolean taken = isTaken(table, key);
        hold(table, key, Lock.UPDATE);
        R row = taken ? change.apply(table.newest(key).orElseThrow()) : fresh;
        update(table, key, row);
        return row;
    }

    private <K, R> boolean isTaken(Table<K, R> table, K key) {
        Cell<R> cell = table.cell(key);
        cell.inTheWayOf(statement, Lock.UPDATE).ifPresent(other -> {
            throw new Blocked(other);
        });
        return cell.newest().isPresent();
    }

    /** All keys of rows that the snapshot has and that are wanted. */
    <K, R> List<K> keys(Table<K, R> table, Predicate<R> wanted) {
        List<K> keys = new ArrayList<>();
        scan(table, (key, row) -> {
            if (wanted.test(row)) {
                keys.add(key);
            }
            return true;
        });
        return keys;
    }
}
