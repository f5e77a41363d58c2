package dev.ringback.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worlds of some fixed seeds, and of all that ever broke a rule, hold the rules; a seed makes the same world each time. */
class SimulationTest {
    private static final int SEEDS = 400;

    @BeforeAll
    static void silence() {
        Simulate.silence();
    }

    @Test
    void holdsTheRulesInTheWorldsOfFixedSeeds() {
        LongStream.rangeClosed(1, SEEDS).parallel().forEach(SimulationTest::holds);
    }

    @Test
    void holdsTheRulesInTheWorldsThatBrokeThemOnce() throws IOException {
        List<Long> seeds = failedSeeds();

        assertThat(seeds).isNotEmpty();
        seeds.parallelStream().forEach(SimulationTest::holds);
    }

    @Test
    void makesTheSameWorldOfTheSameSeed() {
        for (long seed = 1; seed <= 20; seed++) {
            World.Result first = new World(Plan.of(seed), Bugs.NONE).run();
            assertThat(new World(Plan.of(seed), Bugs.NONE).run()).isEqualTo(first);
        }
    }

    @Test
    void tellsTheSeedTheStepAndWhatLedToIt() {
        Plan plan = Plan.of(1);
        World world = new World(plan, PlantedMoving.markPastUncommitted());
        String told = "";
        try {
            World.Result unused = world.run();
        } catch (Violation violation) {
            told = Failure.text(world, violation);
        }

        assertThat(told).contains("seed 1 failed at step", "MARK: the mark of", "stored", "bin/simulate --seed 1");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);

        assertThat(Simulate.run(new String[] {"--sed", "1"}, out)).isEqualTo(2);
        assertThat(Simulate.run(new String[] {"--seed", "one"}, out)).isEqualTo(2);
        assertThat(Simulate.run(new String[] {"--help"}, out)).isZero();
        assertThat(said.toString(UTF_8)).contains("there is no option --sed", "--seed wants a number", "usage:");
    }

    @Test
    void runsWorldsFromTheCommandLine() throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);

        assertThat(Simulate.run(new String[] {"--seeds", "5", "--from", "1"}, out))
                .isZero();
        assertThat(Simulate.run(new String[] {"--seed", "2"}, out)).isZero();
        assertThat(said.toString(UTF_8)).contains("5 seeds from 1, 0 failed", "seed 2 holds:");
    }

    private static void holds(long seed) {
        World world = new World(Plan.of(seed), Bugs.NONE);
        try {
            World.Result unused = world.run();
        } catch (RuntimeException failure) {
            throw new AssertionError(Failure.text(world, failure), failure);
        }
    }

    private static List<Long> failedSeeds() throws IOException {
        try (InputStream list = SimulationTest.class.getResourceAsStream("/simulation/failed-seeds.txt")) {
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.parseLong(line.split("\\s+")[0]))
                    .toList();
        }
    }
}
