package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final CircuitBreaker breaker = new CircuitBreaker();
    private Instant now = TestClock.START;

    @Test
    void opensAfterTenFailuresInARow() {
        fail(9);
        assertThat(breaker.allows(now)).isTrue();
        fail(1);

        assertThat(breaker.isOpen(now)).isTrue();
        assertThat(breaker.allows(now)).isFalse();
        assertThat(breaker.openUntil()).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void oneSuccessForgetsTheFailuresBefore() {
        fail(9);
        breaker.succeeded();
        fail(9);

        assertThat(breaker.allows(now)).isTrue();
    }

    @Test
    void letsOneProbeThroughAfterThePause() {
        open();
        assertThat(breaker.allows(now.plusMillis(999))).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(breaker.isOpen(now)).isFalse();
        assertThat(breaker.allows(now)).isTrue();
        breaker.started();

        assertThat(breaker.allows(now)).isFalse();
        pass(Duration.ofHours(1));
        assertThat(breaker.allows(now)).isFalse();
        breaker.succeeded();
        assertThat(breaker.allows(now)).isTrue();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void eachFailedProbeDoublesThePauseUpToHalfAMinute() {
        open();
        for (int seconds : new int[] {2, 4, 8, 16, 30, 30}) {
            now = breaker.openUntil();
            breaker.started();
            breaker.failed(now);
            assertThat(Duration.between(now, breaker.openUntil())).hasSeconds(seconds);
        }
    }

    @Test
    void whatWasUnderWayWhenItOpenedDoesNotMakeThePauseLonger() {
        open();
        Instant end = breaker.openUntil();
        pass(Duration.ofSeconds(3));
        fail(20);

        assertThat(breaker.openUntil()).isEqualTo(end);
        assertThat(breaker.allows(now)).isTrue();
    }

    @Test
    void aProbeThatWasNeverSentLeavesItsTurnToTheNext() {
        open();
        now = breaker.openUntil();
        breaker.started();
        breaker.abandoned();

        assertThat(breaker.allows(now)).isTrue();
    }

    @Test
    void isForgottenLongAfterItsPause() {
        assertThat(breaker.isForgettable(now)).isTrue();
        open();
        assertThat(breaker.isForgettable(breaker.openUntil())).isFalse();
        assertThat(breaker.isForgettable(breaker.openUntil().plusSeconds(300))).isTrue();
    }

    private void open() {
        fail(10);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(now);
        }
    }
}
