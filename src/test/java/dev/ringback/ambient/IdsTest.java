package dev.ringback.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Instant present = START;
    private final Ids ids = new Ids(() -> present, new SplittableRandom(7));

    @Test
    void carriesTheTimeAndTheVersion() {
        CallbackId id = ids.next();

        assertThat(Uuid7.time(id.value())).isEqualTo(START);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void risesWithinAMillisecondAndBorrowsFromTheNext() {
        CallbackId last = ids.next();
        for (int i = 1; i < 10_000; i++) {
            CallbackId next = ids.next();
            assertThat(next).isGreaterThan(last);
            last = next;
        }

        assertThat(Uuid7.time(last.value())).isEqualTo(START.plusMillis(2));
    }

    @Test
    void risesWhenTheClockStandsStillAfterBorrowing() {
        CallbackId last = ids.next();
        for (int i = 1; i < 5_000; i++) {
            last = ids.next();
        }
        present = START.plusMillis(1);

        assertThat(ids.next()).isGreaterThan(last);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 4095, 4096, 4097, 8192})
    void hasAFloorBetweenThePastAndTheFuture(int made) {
        CallbackId last = new CallbackId(Uuid7.floor(START));
        for (int i = 0; i < made; i++) {
            last = ids.next();
        }

        CallbackId floor = ids.floor();

        assertThat(floor).isGreaterThan(last);
        assertThat(ids.next()).isGreaterThan(floor);
    }

    @Test
    void keepsItsFloorAlsoWhenAClockRunsBackwards() {
        present = START.plusSeconds(1);
        CallbackId floor = ids.floor();
        present = START;

        assertThat(ids.next()).isGreaterThan(floor);
        assertThat(ids.floor()).isGreaterThan(floor);
    }

    @Test
    void moveTheFloorWithTime() {
        CallbackId before = ids.floor();
        present = START.plusSeconds(1);

        assertThat(ids.floor()).isGreaterThan(before);
        assertThat(Uuid7.time(ids.floor().value())).isEqualTo(present);
    }

    @Test
    void differsBetweenTwoSourcesOfTheSameMillisecond() {
        SystemAmbient ambient = new SystemAmbient();
        Set<CallbackId> seen = new HashSet<>();
        Ids left = ambient.ids();
        Ids right = ambient.ids();
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.add(left.next())).isTrue();
            assertThat(seen.add(right.next())).isTrue();
        }
    }
}
