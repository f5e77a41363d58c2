package dev.ringback.support.memory;

import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Trouble;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.CallbackRow;
import dev.ringback.support.memory.Rows.NodeRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The table of nodes of the twin: what {@code node.sql} does. */
public final class MemoryNodes implements NodeStore {
    private final MemoryStore store;
    private final Schedule schedule;

    MemoryNodes(MemoryStore store, Schedule schedule) {
        this.store = store;
        this.schedule = schedule;
    }

    private Future<Void> run(String name, java.util.function.Consumer<Transaction> work) {
        return store.<Boolean>send(schedule, name, transaction -> {
                    work.accept(transaction);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> register(NodeId node, String host, UUID lowWater, Instant now) {
        return run(
                "register_node",
                transaction ->
                        transaction.insert(store.node, node, NodeRow.registered(node, host, lowWater, Rows.time(now))));
    }

    @Override
    public Future<Void> beat(NodeId node, UUID lowWater) {
        return run("beat", transaction -> {
            boolean there = update(transaction, node, row -> row.takenBy().isEmpty(), row -> row.beaten(lowWater));
            if (!there) {
                throw new Trouble(Trouble.Kind.FENCED, "another node has taken over what " + node + " held");
            }
        });
    }

    private boolean update(
            Transaction transaction, NodeId node, Predicate<NodeRow> wanted, Function<NodeRow, NodeRow> change) {
        Optional<NodeRow> row = transaction.lock(store.node, node, Lock.NO_KEY_UPDATE, wanted);
        row.ifPresent(locked -> transaction.update(store.node, node, change.apply(locked)));
        return row.isPresent();
    }

    @Override
    public Future<List<Member>> nodes() {
        return store.send(schedule, "list_nodes", transaction -> {
            List<Member> members = new ArrayList<>();
            transaction.scan(store.node, (id, row) -> {
                members.add(new Member(id, row.host(), row.beat(), row.takenBy(), row.startedAt()));
                return true;
            });
            return members;
        });
    }

    @Override
    public Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive) {
        List<NodeId> living = List.copyOf(alive);
        return store.send(schedule, "fence_node", transaction -> {
            Predicate<NodeRow> free = row -> row.takenBy()
                    .filter(by -> !by.equals(survivor))
                    .filter(by -> living.contains(by)
                            && transaction.read(store.node, by).isPresent())
                    .isEmpty();
            Optional<NodeRow> row = transaction.lockFree(store.node, dead, free);
            row.ifPresent(locked -> transaction.update(store.node, dead, locked.taken(survivor)));
            return row.isPresent();
        });
    }

    @Override
    public Future<Portion> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
        return store.send(schedule, "recover_portion", transaction -> {
            List<CallbackRow> portion = transaction
                    .read(store.node, dead)
                    .filter(row -> row.isTakenBy(survivor))
                    .map(row -> portion(transaction, row, after, most))
                    .orElse(List.of());
            int recovered = 0;
            for (CallbackRow row : portion) {
                recovered += store.bringBack(transaction, row.callback(), now) ? 1 : 0;
            }
            return new Portion(
                    portion.size(),
                    recovered,
                    portion.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    portion.get(portion.size() - 1).callback().id()));
        });
    }

    private List<CallbackRow> portion(Transaction transaction, NodeRow dead, Optional<CallbackId> after, int most) {
        List<CallbackRow> portion = new ArrayList<>();
        CallbackId first = new CallbackId(dead.lowWater());
        CallbackId from = after.filter(id -> id.compareTo(first) > 0).orElse(first);
        transaction.scanFrom(store.callback, from, (id, row) -> {
            if (portion.size() < most
                    && row.node().equals(dead.node())
                    && after.filter(id::equals).isEmpty()) {
                portion.add(row);
            }
            return portion.size() < most;
        });
        return portion;
    }

    @Override
    public Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark) {
        return run("move_mark", transaction -> {
            boolean unused = update(transaction, dead, row -> row.isTakenBy(survivor), row -> row.marked(mark.value()));
        });
    }

    @Override
    public Future<Void> freeClaims(NodeId dead) {
        return run("free_claims_of", transaction -> {
            Predicate<BacklogRow> theirs = row -> row.isClaimedBy(dead);
            for (CallbackId id : transaction.keys(store.backlog, theirs)) {
                transaction
                        .lock(store.backlog, id, Lock.UPDATE, theirs)
                        .ifPresent(row -> transaction.update(store.backlog, id, row.claimed(Optional.empty())));
            }
        });
    }

    @Override
    public Future<Void> remove(NodeId node, NodeId by) {
        return node.equals(by) ? leave(node).compose(left -> delete(node, by)) : delete(node, by);
    }

    private Future<Void> leave(NodeId node) {
        return run(
                "leave_node",
                transaction -> transaction
                        .lockFree(store.node, node, row -> row.takenBy().isEmpty())
                        .ifPresent(row -> transaction.update(store.node, node, row.taken(node))));
    }

    private Future<Void> delete(NodeId node, NodeId by) {
        return run(
                "remove_node",
                transaction -> transaction
                        .lock(store.node, node, Lock.UPDATE, row -> mayGo(transaction, row, by))
                        .ifPresent(row -> transaction.delete(store.node, node)));
    }

    private boolean mayGo(Transaction transaction, NodeRow row, NodeId by) {
        boolean claims = !transaction
                .keys(store.backlog, waiting -> waiting.isClaimedBy(row.node()))
                .isEmpty();
        return row.isTakenBy(by) && !claims && !(row.node().equals(by) && hasUnsettled(transaction, row));
    }

    private boolean hasUnsettled(Transaction transaction, NodeRow node) {
        boolean[] unsettled = {false};
        transaction.scanFrom(store.callback, new CallbackId(node.lowWater()), (id, row) -> {
            unsettled[0] = row.node().equals(node.node())
                    && store.tries(transaction, id).lastFinal() == 0
                    && transaction.read(store.backlog, id).isEmpty();
            return !unsettled[0];
        });
        return unsettled[0];
    }
}
