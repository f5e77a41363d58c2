package dev.ringback.support;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Settlement;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.flow.Trouble;
import dev.ringback.ledger.LedgerStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A ledger that keeps its rows in memory, in the mood that a test wants. A repeat changes nothing. */
public final class MemoryLedger implements LedgerStore {
    public final Mood mood = new Mood();
    public final Set<NodeId> fenced = new HashSet<>();
    /** By callback and number. */
    public final Map<String, Tried> attempts = new LinkedHashMap<>();

    public final Map<CallbackId, Instant> backlog = new LinkedHashMap<>();
    public final List<Integer> batches = new ArrayList<>();
    public int repeats;
    private Predicate<Settlement> refused = row -> false;

    public void refuse(Predicate<Settlement> rows) {
        refused = rows;
    }

    @Override
    public Future<Void> record(NodeId node, List<Tried> tried, Instant now) {
        batches.add(tried.size());
        return mood.answer(() -> {
            check(node, tried);
            for (Tried one : tried) {
                String key = one.work().callback().id() + " " + one.work().number();
                if (attempts.putIfAbsent(key, one) != null) {
                    repeats++;
                } else if (one.retries()) {
                    backlog.put(
                            one.work().callback().id(), one.attempt().verdict().dueAt());
                } else {
                    backlog.remove(one.work().callback().id());
                }
            }
            return null;
        });
    }

    @Override
    public Future<Void> postpone(NodeId node, List<Postponed> postponed) {
        batches.add(postponed.size());
        return mood.answer(() -> {
            check(node, postponed);
            postponed.forEach(one -> backlog.put(one.work().callback().id(), one.dueAt()));
            return null;
        });
    }

    private void check(NodeId node, List<? extends Settlement> rows) {
        if (fenced.contains(node)) {
            throw new Trouble(Trouble.Kind.FENCED, "fenced");
        }
        Set<CallbackId> ids = new HashSet<>();
        for (Settlement row : rows) {
            if (refused.test(row)) {
                throw new Trouble(Trouble.Kind.ROW_REFUSED, "a value is out of range (SQLSTATE 22003)");
            }
            if (!ids.add(row.work().callback().id())) {
                throw new Trouble(Trouble.Kind.UNAVAILABLE, "a row cannot be changed twice (SQLSTATE 21000)");
            }
        }
    }
}
