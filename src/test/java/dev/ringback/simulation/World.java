package dev.ringback.simulation;

import dev.ringback.support.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything of one seed: machines with their nodes, the store, receivers, publishers, users and faults, in one virtual time. */
final class World {
    static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    static final Duration SLACK = Duration.ofMillis(400);
    private static final long LOOK = 250 * Timeline.MILLI;
    /** A stop that is longer makes the answer slow: the product asks again. */
    private static final long UNNOTICED_MILLIS = 500;

    private static final long LOAD_FROM = 5 * Timeline.SECOND;
    /** A message lost behind a claim is missed after ten minutes, one behind a lane after as long; then it may be lost again. */
    private static final long PATIENCE = 3600 * Timeline.SECOND;

    private final Plan plan;
    private final Bugs bugs;
    private final Timeline timeline = new Timeline();
    private final Trace trace;
    private final Chance chance;
    private final MemoryStore store = new MemoryStore();
    private final VirtualProfiles profiles;
    private final Customers customers;
    private final Publishers publishers;
    private final Users users;
    private final Faults faults;
    private final Witness witness;
    private final AtRest atRest;
    private final List<Machine> machines = new ArrayList<>();
    private final Set<Run> crashed = new HashSet<>();
    private Optional<Violation> violation = Optional.empty();
    private Duration farthestOff = Duration.ZERO;
    private boolean done;

    World(Plan plan, Bugs bugs) {
        this(plan, bugs, line -> {}, false);
    }

    World(Plan plan, Bugs bugs, Consumer<String> listener, boolean heard) {
        this.plan = plan;
        this.bugs = bugs;
        this.trace = new Trace(timeline, listener, heard);
        this.chance = new Chance(plan.seed());
        this.profiles = new VirtualProfiles(this);
        this.faults = new Faults(this, chance.split());
        this.customers = new Customers(this, chance.split());
        this.publishers = new Publishers(this, chance.split());
        this.users = new Users(this, chance.split());
        this.witness = new Witness(this);
        this.atRest = new AtRest(this);
    }

    /** What a world came to. */
    record Result(long steps, long hash, int callbacks) {}

    /** Fails with a {@link Violation}. */
    Result run() {
        Chance starts = chance.split();
        for (int i = 0; i < plan.machines(); i++) {
            Machine machine = new Machine(this, i, starts);
            machines.add(machine);
            timeline.after(Timeline.Life.WORLD, starts.nanos(0, 2 * Timeline.SECOND), machine::start);
        }
        long to = LOAD_FROM + plan.loadNanos();
        publishers.begin(LOAD_FROM, to);
        users.begin(LOAD_FROM, to);
        faults.begin(plan.mix().isSteady() ? LOAD_FROM : Timeline.SECOND, to + 10 * Timeline.SECOND);
        timeline.after(Timeline.Life.WORLD, LOOK, this::look);
        while (!done && timeline.step(to + PATIENCE)) {
            violation.ifPresent(broken -> {
                throw broken;
            });
        }
        atRest.check();
        return new Result(
                timeline.steps(), timeline.hash(), witness.books().stories().size());
    }

    /** A rule is broken. Kept, as a stage may catch what is thrown at it. */
    Violation broken(Rule rule, String words) {
        Violation next = new Violation(rule, words);
        violation = violation.or(() -> Optional.of(next));
        return next;
    }

    private void look() {
        witness.lines().look();
        runs().filter(run -> run.node().isStarted() && !run.isPaused()).forEach(run -> {
            Duration off = Duration.between(now(), run.now()).abs();
            farthestOff = off.compareTo(farthestOff) > 0 ? off : farthestOff;
            // A process that was stopped for a moment while it asked for the time does not know when that time was.
            if (off.toMillis() > 150 + Math.min(run.stoppedFor() / Timeline.MILLI, UNNOTICED_MILLIS)) {
                throw broken(Rule.CLOCK, run + " is off the database's time by " + off);
            }
        });
        boolean ended = faults.isOver()
                && publishers.areDone()
                && witness.books().open() == 0
                && runs().allMatch(run -> run.node().isStarted());
        done = ended && atRest.holdsNothing();
        timeline.after(Timeline.Life.WORLD, LOOK, this::look);
    }

    /** What the clocks of nodes and database may differ by, and timers be late. */
    Duration slack() {
        return SLACK.plus(farthestOff);
    }

    void crash(Run run) {
        trace.note("crash", run);
        crashed.add(run);
        run.crash();
        witness.crashed(run);
    }

    boolean hasCrashed(Run run) {
        return crashed.contains(run);
    }

    /** A process ended by itself; somebody starts it again, sooner or later. */
    void ended(Run run) {
        trace.note("ended", run);
        witness.crashed(run);
        long back = chance.skewed(Timeline.MILLI, 10 * Timeline.SECOND);
        timeline.after(Timeline.Life.WORLD, back, () -> run.machine().start());
    }

    /** Those that run now, also stopped ones. */
    Stream<Run> runs() {
        return machines.stream().flatMap(machine -> machine.run().stream());
    }

    Instant now() {
        return START.plusNanos(timeline.now());
    }

    Plan plan() {
        return plan;
    }

    Bugs bugs() {
        return bugs;
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    Chance chance() {
        return chance;
    }

    MemoryStore store() {
        return store;
    }

    VirtualProfiles profiles() {
        return profiles;
    }

    Customers customers() {
        return customers;
    }

    Publishers publishers() {
        return publishers;
    }

    Faults faults() {
        return faults;
    }

    Witness witness() {
        return witness;
    }

    List<Machine> machines() {
        return machines;
    }
}
