package dev.ringback.simulation;

import dev.ringback.domain.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where one process at a time runs: a clock of its own, and a directory that outlives the process. */
final class Machine {
    private final World world;
    private final int index;
    private final long booted;
    private final double drift;
    private final long wallAhead;
    private Optional<NodeId> lastRun = Optional.empty();
    private Optional<Run> run = Optional.empty();
    private final List<Run> all = new ArrayList<>();
    /** The database, from here. */
    boolean unreachable;

    Machine(World world, int index, Chance chance) {
        this.world = world;
        this.index = index;
        this.booted = chance.nanos(0, 1_000_000 * Timeline.SECOND);
        this.drift = 1 + (chance.random().nextDouble() - 0.5) * world.plan().clockDrift();
        long apart = world.plan().clocksApart().toNanos();
        this.wallAhead = apart == 0 ? 0 : chance.nanos(-apart, apart);
    }

    /** Also those that dead processes left behind. */
    void everyConnection(Consumer<Connection> step) {
        all.forEach(one -> List.copyOf(one.connections).forEach(step));
    }

    String name() {
        return "n" + index;
    }

    /** Its monotonic clock. */
    long nanos() {
        return booted + (long) (world.timeline().now() * drift);
    }

    Instant wall() {
        return World.START.plusNanos(world.timeline().now() + wallAhead);
    }

    Optional<NodeId> lastRun() {
        return lastRun;
    }

    void remember(NodeId node) {
        lastRun = Optional.of(node);
    }

    /** The process that runs there now, also a stopped one. */
    Optional<Run> run() {
        return run.filter(one -> !one.isOver());
    }

    void start() {
        if (run().isEmpty()) {
            Run next = new Run(world, this, all.size());
            all.add(next);
            run = Optional.of(next);
            world.trace().note("start", next);
            next.node().started().onFailure(failure -> {
                world.trace().note("start failed", next, failure.getMessage());
                next.crash();
                world.ended(next);
            });
        }
    }
}
