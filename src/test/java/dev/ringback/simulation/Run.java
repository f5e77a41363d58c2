package dev.ringback.simulation;

import dev.ringback.SimulatedNode;
import dev.ringback.ambient.SimulatedAmbient;
import dev.ringback.ambient.SystemAmbient;
import dev.ringback.intake.Submit;
import dev.ringback.replay.CallbackChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One process: from its start to its end or its crash. What it is about to do is lost with it, and waits while it is stopped. */
final class Run implements Timeline.Life {
    private final World world;
    private final Machine machine;
    private final String name;
    private final Chance chance;
    private final SystemAmbient ambient;
    private final List<Timeline.Step> held = new ArrayList<>();
    final List<Submit> doors = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    final CallbackChanges changes;
    private final SimulatedNode node;
    private boolean over;
    private boolean paused;
    private boolean stopping;
    private long pausedAt;
    private long stoppedFor;
    private long resumedAt;

    Run(World world, Machine machine, int number) {
        this.world = world;
        this.machine = machine;
        this.name = machine.name() + "." + number;
        this.chance = world.chance().split();
        this.ambient = SimulatedAmbient.of(machine::nanos, machine::wall, chance.seed());
        Ports ports = new Ports(this);
        this.changes = ports.changes();
        this.node = SimulatedNode.start(
                new VirtualVertx(this).vertx(),
                world.bugs().settings(world.plan().settings()),
                ambient,
                ports);
    }

    World world() {
        return world;
    }

    Machine machine() {
        return machine;
    }

    Chance chance() {
        return chance;
    }

    SimulatedNode node() {
        return node;
    }

    SystemAmbient ambient() {
        return ambient;
    }

    Instant now() {
        return ambient.clock().instant();
    }

    Timeline.Step after(long nanos, Runnable step) {
        return world.timeline().after(this, nanos, step);
    }

    /** Timers are a little late, always. */
    long lateness(long millis) {
        return millis * Timeline.MILLI + chance.skewed(0, Timeline.MILLI);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean holds(Timeline.Step step) {
        if (paused) {
            held.add(step);
        }
        return paused;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isServing() {
        return !over && !stopping && !doors.isEmpty();
    }

    /** In all, until now. */
    long stoppedFor() {
        return stoppedFor + (paused ? world.timeline().now() - pausedAt : 0);
    }

    /** Since when it has been going without a stop. */
    long resumedAt() {
        return resumedAt;
    }

    void pause() {
        paused = true;
        pausedAt = world.timeline().now();
    }

    void resume() {
        stoppedFor = stoppedFor();
        paused = false;
        resumedAt = world.timeline().now();
        List<Timeline.Step> all = List.copyOf(held);
        held.clear();
        all.forEach(world.timeline()::again);
    }

    void crash() {
        over = true;
        held.clear();
        doors.clear();
        connections.forEach(Connection::clientGone);
    }

    /** As at the end of the process, by its own will. */
    void stop() {
        stopping = true;
        node.stop().onComplete(done -> {
            crash();
            world.ended(this);
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
