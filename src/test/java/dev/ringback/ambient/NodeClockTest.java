package dev.ringback.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeClockTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private Instant wall = START;
    private final NodeClock clock = new NodeClock(nanos::get, () -> wall);

    @Test
    void followsTheMonotonicClockAndNotTheWall() {
        pass(Duration.ofMillis(1500));
        wall = START.minusSeconds(3600);

        assertThat(clock.instant()).isEqualTo(START.plusMillis(1500));
        assertThat(clock.millis()).isEqualTo(START.plusMillis(1500).toEpochMilli());
    }

    @Test
    void takesTheDatabasesTimeAndHalfTheWay() {
        clock.set(START.plusSeconds(60), Duration.ofMillis(10));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60).plusMillis(5));
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(61).plusMillis(5));
    }

    @Test
    void isNotSpoiledByASlowAnswer() {
        clock.set(START.minusSeconds(10), Duration.ofSeconds(30));

        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.wallAhead()).isZero();
    }

    @Test
    void standsStillUntilASlowerDatabaseHasCaughtUp() {
        clock.set(START, Duration.ZERO);
        assertThat(clock.instant()).isEqualTo(START);

        clock.set(START.minusSeconds(2), Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void doesNotStandStillForAWallThatIsAheadAtTheStart() {
        assertThat(clock.instant()).isEqualTo(START);

        clock.set(START.minusSeconds(240), Duration.ZERO);

        assertThat(clock.instant()).isEqualTo(START.minusSeconds(240));
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(239));
    }

    @Test
    void tellsHowFarTheWallIsAhead() {
        assertThat(clock.wallAhead()).isZero();

        clock.set(START.minusSeconds(600), Duration.ZERO);
        assertThat(clock.wallAhead()).isEqualTo(Duration.ofMinutes(10));

        clock.set(START.plusSeconds(600), Duration.ZERO);
        assertThat(clock.wallAhead()).isEqualTo(Duration.ofMinutes(-10));
    }

    @Test
    void neverRunsBackwardsOnAnyThread() {
        NodeClock shared = NodeClock.ofSystem();
        shared.set(Instant.now(), Duration.ZERO);
        List<CompletableFuture<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> risesAlways(shared)));
        }
        for (int i = 0; i < 1000; i++) {
            shared.set(Instant.now().plusMillis(i % 2 == 0 ? 50 : -50), Duration.ZERO);
        }

        assertThat(readers).allMatch(CompletableFuture::join);
    }

    private static boolean risesAlways(NodeClock clock) {
        Instant last = clock.instant();
        for (int i = 0; i < 100_000; i++) {
            Instant next = clock.instant();
            if (next.isBefore(last)) {
                return false;
            }
            last = next;
        }
        return true;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
