package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The world of many seeds holds all rules; a seed makes the same world each time. */
class SimulationTest {
    @Test
    void sameSeedSameWorld() {
        World.Result first = new World(Plan.of(7), Bugs.NONE).run();
        assertThat(new World(Plan.of(7), Bugs.NONE).run()).isEqualTo(first);
    }
}
