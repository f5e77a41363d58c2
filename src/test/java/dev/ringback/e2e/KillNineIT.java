package dev.ringback.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.CountingReceiver;
import dev.ringback.support.Eventually;
import dev.ringback.support.Load;
import dev.ringback.support.NodeProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KillNineIT {
    private static final int COUNT = 20_000;
    /** What may have arrived without its record being written: attempts in flight, and two full flushes of the ledger. */
    private static final int DOUBLED_MAX = 4_000;

    @Test
    void aKilledNodeLosesNothingThatItAccepted() {
        var plan = NodeProcess.named("kill-nine");
        try (var receiver = new CountingReceiver().delay(5)) {
            Load load;
            try (var first = plan.start()) {
                var profile = first.api().createProfile(receiver.url());
                load = Load.start(first.api(), profile, COUNT);
                load.awaitAccepted(COUNT / 2);
                first.kill9();

                // The database server outlives the node; the next start must take it over.
                assertThat(first.postgres()).isPresent();
                try (var second = plan.start()) {
                    load.awaitEnd(Duration.ofSeconds(120));
                    Eventually.within(
                            Duration.ofSeconds(120), "all accepted arrive", () -> receiver.hasAll(load.accepted()));
                    second.api().waitUntilNoneWaits(Duration.ofSeconds(60));
                }
            }

            assertThat(load.accepted()).hasSizeGreaterThan(COUNT * 9 / 10);
            assertThat(load.accepted().size() + load.inDoubt().size()).isEqualTo(COUNT);
            var counts = receiver.counts();
            assertThat(counts.values()).allMatch(times -> times <= 2);
            assertThat(counts.values().stream().filter(times -> times == 2).count())
                    .isLessThanOrEqualTo(DOUBLED_MAX);
        }
    }
}
