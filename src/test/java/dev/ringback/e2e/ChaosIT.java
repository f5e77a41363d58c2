package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringback.support.BenchTool;
import org.junit.jupiter.api.Test;

/** {@code bin/chaos}: one kill of the node, one stop through a take-over, one kill of PostgreSQL; by hand it does many. */
class ChaosIT {
    private final BenchTool chaos = new BenchTool("chaos");

    @Test
    void tellsWhatItKills() throws Exception {
        assertThat(chaos.run("kill", "--help")).isZero();
        assertThat(chaos.output()).contains("kill -9", "SIGSTOP", "PostgreSQL", "--times", "--seed", "--quick");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(chaos.run("spare")).isEqualTo(2);
        assertThat(chaos.output()).contains("there is no chaos spare");
        assertThat(chaos.run()).isEqualTo(2);
    }

    @Test
    void killsAndLosesNothing() throws Exception {
        assumeThat(BenchTool.isCompilerThere()).isTrue();
        BenchTool.takeAsBuilt();

        assertThat(chaos.run("kill", "--tims", "1")).isEqualTo(2);
        assertThat(chaos.run("kill", "--times", "1")).as(chaos::output).isZero();
        assertThat(chaos.output()).contains("Nothing is lost");
    }
}
