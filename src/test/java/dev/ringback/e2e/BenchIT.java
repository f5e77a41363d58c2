package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringback.support.BenchTool;
import org.junit.jupiter.api.Test;

/**
 * {@code bin/bench}, and with its help a look whether the path has become far slower than it should be beside the bare relay. A machine's
 * speed is no test: only the share of the relay is, and only half of what is expected of it.
 */
class BenchIT {
    private final BenchTool bench = new BenchTool("bench");

    @Test
    void tellsWhatItMeasures() throws Exception {
        assertThat(bench.run("--help")).isZero();
        assertThat(bench.output()).contains("path", "latency", "profiles", "drain", "--quick");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(bench.run("speed")).isEqualTo(2);
        assertThat(bench.output()).contains("there is no benchmark speed");
        assertThat(bench.run()).isEqualTo(2);
    }

    @Test
    void deliversAtHalfTheExpectedShareOfTheBareRelayAtLeast() throws Exception {
        assumeThat(BenchTool.isCompilerThere()).isTrue();
        BenchTool.takeAsBuilt();

        assertThat(bench.run("path", "--smoke")).as(bench::output).isZero();
    }
}
