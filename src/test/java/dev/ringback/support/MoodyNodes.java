package dev.ringback.support;

import dev.ringback.cluster.NodeStore;
import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.support.memory.MemoryNodes;
import dev.ringback.support.memory.MemoryStore;
import dev.ringback.support.memory.Rows.BacklogRow;
import dev.ringback.support.memory.Rows.NodeRow;
import dev.ringback.support.memory.Schedule;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The twin's table of nodes in the mood that a test wants. Portions are of three, so that a take-over has several. */
public final class MoodyNodes implements NodeStore {
    private static final int PORTION = 3;
    private static final UUID FIRST = new UUID(0, 0);

    public final Mood mood = new Mood();
    /** Of the steps of take-overs. */
    public final Mood recovering = new Mood();

    private final MemoryStore tables = new MemoryStore();
    private final MemoryNodes nodes = tables.nodes(mood);
    private final MemoryNodes takeOvers = tables.nodes(recovering);

    static void join(MemoryStore tables, NodeId... nodes) {
        for (NodeId node : nodes) {
            Await.result(tables.nodes(Schedule.AT_ONCE).register(node, "host", FIRST, TestClock.START));
        }
    }

    static void fence(MemoryStore tables, NodeId node) {
        NodeId survivor = new NodeId(new UUID(0x7000, 0xffff));
        Boolean unused = Await.result(tables.nodes(Schedule.AT_ONCE).fence(node, survivor, List.of()));
    }

    public void add(NodeId node) {
        join(tables, node);
    }

    /** As a living node does that is not under test. */
    public void raise(NodeId node) {
        if (rows().containsKey(node)) {
            Await.result(tables.nodes(Schedule.AT_ONCE).beat(node, FIRST));
        }
    }

    public void remove(NodeId node) {
        tables.remove(node);
    }

    /** Callbacks that it has accepted, none of them settled. */
    public List<CallbackId> unsettled(NodeId node, int count) {
        List<CallbackId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Callback callback = Works.callback(Works.profile(1), "{}", Instant.MAX);
            tables.plant(callback, node);
            ids.add(callback.id());
        }
        return ids;
    }

    /** One that it has claimed. */
    public CallbackId claimed(NodeId node) {
        Callback callback = Works.callback(Works.profile(2), "{}", Instant.MAX);
        tables.plant(callback, node);
        tables.plant(new BacklogRow(callback.id(), callback.profile(), TestClock.START, 2, 0, "", Optional.of(node)));
        return callback.id();
    }

    public Map<NodeId, NodeRow> rows() {
        return tables.nodeRows();
    }

    public Map<CallbackId, BacklogRow> backlog() {
        return tables.waiting();
    }

    @Override
    public Future<Void> register(NodeId node, String host, UUID lowWater, Instant now) {
        return nodes.register(node, host, lowWater, now);
    }

    @Override
    public Future<Void> beat(NodeId node, UUID lowWater) {
        return nodes.beat(node, lowWater);
    }

    @Override
    public Future<List<Member>> nodes() {
        return nodes.nodes();
    }

    @Override
    public Future<Boolean> fence(NodeId dead, NodeId survivor, Collection<NodeId> alive) {
        return takeOvers.fence(dead, survivor, alive);
    }

    @Override
    public Future<Portion> recover(NodeId dead, NodeId survivor, Optional<CallbackId> after, Instant now, int most) {
        return takeOvers.recover(dead, survivor, after, now, Math.min(most, PORTION));
    }

    @Override
    public Future<Void> moveMark(NodeId dead, NodeId survivor, CallbackId mark) {
        return takeOvers.moveMark(dead, survivor, mark);
    }

    @Override
    public Future<Void> freeClaims(NodeId dead) {
        return takeOvers.freeClaims(dead);
    }

    @Override
    public Future<Void> remove(NodeId node, NodeId by) {
        return takeOvers.remove(node, by);
    }
}
