package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TermIT {
    private static final int COUNT = 20_000;
    /** The grace of 10 s, and the time for the rest: the database server, the JVM. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

    @Test
    void aStoppedNodeLosesNothingAndDoublesNothing() {
        var plan = NodeProcess.named("term");
        try (var receiver = new CountingReceiver().delay(5)) {
            Load load;
            try (var first = plan.start()) {
                var profile = first.api().createProfile(receiver.url());
                load = Load.start(first.api(), profile, COUNT);
                load.awaitAccepted(COUNT / 2);
                long asked = System.nanoTime();
                assertThat(first.term()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(STOPPED_WITHIN);
                assertThat(first.postgres())
                        .as("the database server is stopped too")
                        .isEmpty();

                try (var second = plan.start()) {
                    load.awaitEnd(Duration.ofSeconds(120));
                    Eventually.within(
                            Duration.ofSeconds(120), "all accepted arrive", () -> receiver.hasAll(load.accepted()));
                    second.api().waitUntilNoneWaits(Duration.ofSeconds(60));
                }
            }

            assertThat(load.accepted().size() + load.inDoubt().size()).isEqualTo(COUNT);
            assertThat(receiver.counts().values()).allMatch(times -> times == 1);
        }
    }
}
