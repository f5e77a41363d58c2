package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringback.support.BenchTool;
import org.junit.jupiter.api.Test;

/** {@code bin/chaos}, as short as may be: each kill once, and of a cluster what is quick; by hand it does much more. */
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
    void aClusterLosesNothingAndKeepsTheOrder() throws Exception {
        assumeThat(BenchTool.isCompilerThere()).isTrue();
        BenchTool.takeAsBuilt();

        assertThat(chaos.run("cluster", "--only", "kill,flood")).isEqualTo(2);
        assertThat(chaos.output()).contains("there is no fault flood");
        assertThat(chaos.run("cluster", "--quick", "--only", "kill"))
                .as(chaos::output)
                .isZero();
        assertThat(chaos.output()).contains("Nothing is lost, no more doubled than may be, and the order kept");
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
