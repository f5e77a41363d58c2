package dev.ringback.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrakeTest {
    private Instant present = Instant.EPOCH;
    private final Brake brake = new Brake(() -> present, 3);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(brake.admit("ana")).isEmpty();
        }
    }

    @Test
    void waitsDoubleUpToAMinuteAndNoFurther() {
        fail(4);
        Duration last = Duration.ZERO;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            last = brake.admit("ana").orElseThrow();
            assertThat(last).isEqualTo(Duration.ofSeconds(seconds));
            present = present.plus(last);
            fail(1);
        }
        assertThat(last).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void manyAtOnceGainNothing() {
        fail(4);

        assertThat(brake.admit("ana")).contains(Duration.ofSeconds(1));
        assertThat(brake.admit("ana")).contains(Duration.ofSeconds(1));
        assertThat(brake.admit("eve")).isEmpty();
    }

    @Test
    void whoWasRightIsForgivenAndWhatWasNoFailureDoesNotCount() {
        fail(4);
        brake.forgive("ana");
        fail(2);
        assertThat(brake.admit("ana")).isEmpty();
        brake.undo("ana");

        assertThat(brake.admit("ana")).isEmpty();
        assertThat(brake.admit("ana")).isEmpty();
        assertThat(brake.admit("ana")).isPresent();
    }

    @Test
    void forgetsAfterAnHourAndWhomItHasNotSeenForLongest() {
        fail(4);
        present = present.plus(Duration.ofHours(1)).plusMillis(1);
        fail(3);
        fail(1);
        for (int i = 0; i < 10_000; i++) {
            Optional<Duration> unused = brake.admit("stranger " + i);
        }

        assertThat(brake.admit("ana")).isEmpty();
    }
}
