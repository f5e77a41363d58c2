package dev.ringback.simulation;

import dev.ringback.support.memory.Statement;
import java.util.List;
import java.util.Set;

/** What goes wrong in a world, and when; after the load it stops, and everything that can be mended is. */
final class Faults {
    private static final Set<String> RARE = Set.of(
            "lost_claims", "free_claims", "end_belated", "sweep", "retry", "cancel", "recover_portion", "postpone");

    private final World world;
    private final Plan.Mix mix;
    private final Chance chance;
    private final Database database = new Database();
    private final Messages messages = new Messages();
    private boolean over;

    Faults(World world, Chance chance) {
        this.world = world;
        this.mix = world.plan().mix();
        this.chance = chance;
    }

    Database database() {
        return database;
    }

    Messages messages() {
        return messages;
    }

    boolean isOver() {
        return over;
    }

    void begin(long from, long to) {
        schedule(mix.crashes(), from, to, this::crash);
        schedule(mix.pauses(), from, to, this::pause);
        schedule(mix.stops(), from, to, this::stop);
        schedule(mix.outages(), from, to, this::outage);
        schedule(mix.outages() / 2, from, to, this::partition);
        world.timeline().after(Timeline.Life.WORLD, to, this::end);
    }

    private void schedule(double perMinute, long from, long to, Runnable fault) {
        double mean = (to - from) / (60.0 * Timeline.SECOND) * perMinute;
        int times = perMinute == 0 ? 0 : 1 + (int) (mean * 2 * chance.random().nextDouble());
        for (int i = 0; i < times; i++) {
            world.timeline().after(Timeline.Life.WORLD, chance.nanos(from, to - 1), fault);
        }
    }

    private void end() {
        over = true;
        database.away = false;
        world.trace().note("faults end");
        for (Machine machine : world.machines()) {
            machine.run().filter(Run::isPaused).ifPresent(Run::resume);
            machine.unreachable = false;
            if (machine.run().isEmpty()) {
                machine.start();
            }
        }
    }

    /** {@code kill -9}, and a new process on the same data, at once or never. */
    private void crash() {
        Machine machine = chance.pick(world.machines());
        machine.run().ifPresent(run -> {
            world.crash(run);
            if (chance.odds(0.8)) {
                long back = chance.skewed(Timeline.MILLI, 30 * Timeline.SECOND);
                world.timeline().after(Timeline.Life.WORLD, back, machine::start);
            }
        });
    }

    private void pause() {
        Machine machine = chance.pick(world.machines());
        machine.run().filter(run -> !run.isPaused()).ifPresent(run -> {
            run.pause();
            world.trace().note("pause", run);
            long back = chance.skewed(Timeline.MILLI, 40 * Timeline.SECOND);
            world.timeline().after(Timeline.Life.WORLD, back, () -> {
                if (run.isPaused() && !run.isOver()) {
                    world.trace().note("resume", run);
                    run.resume();
                }
            });
        });
    }

    private void stop() {
        Machine machine = chance.pick(world.machines());
        machine.run().filter(run -> run.node().isStarted() && !run.isStopping()).ifPresent(run -> {
            world.trace().note("stop", run);
            run.stop();
        });
    }

    private void outage() {
        if (database.away) {
            return;
        }
        database.away = true;
        world.trace().note("outage");
        world.machines().forEach(machine -> machine.everyConnection(Connection::serverGone));
        world.timeline().after(Timeline.Life.WORLD, chance.skewed(10 * Timeline.MILLI, 20 * Timeline.SECOND), () -> {
            database.away = false;
            world.trace().note("outage over");
        });
    }

    /** One node loses the database, the database not the node. */
    private void partition() {
        Machine machine = chance.pick(world.machines());
        machine.unreachable = true;
        world.trace().note("partition", machine.name());
        machine.run().ifPresent(run -> List.copyOf(run.connections).forEach(Connection::breaks));
        world.timeline().after(Timeline.Life.WORLD, chance.skewed(Timeline.SECOND, 30 * Timeline.SECOND), () -> {
            machine.unreachable = false;
            world.trace().note("partition over", machine.name());
        });
    }

    /** How the server and the way to it behave. */
    final class Database {
        private boolean away;

        boolean isAwayFor(Run run) {
            return away || run.machine().unreachable;
        }

        long delay(Run run) {
            return !over && chance.odds(mix.statementOdds() / 2)
                    ? chance.nanos(50 * Timeline.MILLI, 8 * Timeline.SECOND)
                    : chance.skewed(10 * Timeline.MICRO, 3 * Timeline.MILLI);
        }

        /** Between its snapshot and its first lock a statement dawdles only when the server's machine does, but then for long. */
        long delayBefore(Run run, Statement statement) {
            if (statement.next() != Statement.Step.EXECUTE) {
                return delay(run);
            }
            return !over && chance.odds(mix.statementOdds() / 4 * rarity(statement))
                    ? chance.nanos(50 * Timeline.MILLI, 12 * Timeline.SECOND)
                    : chance.skewed(Timeline.MICRO, 300 * Timeline.MICRO);
        }

        /** What is sent rarely would hardly ever meet what goes wrong. */
        private int rarity(Statement statement) {
            return RARE.contains(statement.name()) ? 5 : 1;
        }

        long wayBack(Run run) {
            return delay(run);
        }

        boolean breaks(Run run, Statement statement) {
            // What the server has not begun it may begin late, when it has been looked for.
            boolean begun = statement.next() != Statement.Step.BEGIN;
            return !over
                    && chance.odds((begun ? mix.statementOdds() / 5 : mix.statementOdds() / 2) * rarity(statement));
        }

        boolean fails(Run run) {
            return !over && chance.odds(mix.statementOdds() / 8);
        }
    }

    /** Of the bus. */
    final class Messages {
        List<Long> copies(Run run, Object body) {
            long delay = chance.skewed(Timeline.MICRO, 200 * Timeline.MICRO);
            if (!over && chance.odds(mix.messageOdds())) {
                boolean lost = chance.odds(0.5);
                world.witness().disturbed(run, body, lost);
                return lost ? List.of() : List.of(delay, delay + chance.nanos(0, 100 * Timeline.MILLI));
            }
            return List.of(delay);
        }
    }
}
