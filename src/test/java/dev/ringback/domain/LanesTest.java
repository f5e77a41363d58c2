package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Lanes.Health;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final ProfileId SLOW = Works.profile(1);
    private static final ProfileId QUICK = Works.profile(2);
    private static final Lanes.Terms TERMS = new Lanes.Terms(4, Optional.empty(), 1);

    private final Lanes lanes = new Lanes(new Lanes.Limits(10, 5, Duration.ofSeconds(5)));
    private Instant now = TestClock.START;

    @Test
    void startsAtMostTheShareOfALane() {
        offer(SLOW, 5);

        assertThat(start()).hasSize(4);
        lanes.finished(SLOW, Health.GOOD, now);
        assertThat(start()).hasSize(1);
        assertThat(lanes.inFlight()).isEqualTo(4);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void lanesTakeTurns() {
        offer(SLOW, 3);
        offer(QUICK, 3);

        assertThat(start()).containsExactly(SLOW, QUICK, SLOW, QUICK, SLOW, QUICK);
    }

    @Test
    void aSlowReceiverDoesNotStarveTheOthers() {
        for (int i = 0; i < 100; i++) {
            offer(SLOW, 5);
            offer(QUICK, 1);
            assertThat(start()).contains(QUICK);
            lanes.finished(QUICK, Health.GOOD, now);
        }
    }

    @Test
    void allLanesTogetherKeepTheNodesLimit() {
        for (int profile = 1; profile <= 5; profile++) {
            offer(Works.profile(profile), 4);
        }

        assertThat(start()).hasSize(10);
        lanes.finished(Works.profile(3), Health.GOOD, now);
        assertThat(start()).hasSize(1);
    }

    @Test
    void aFullLineTakesNoMore() {
        offer(SLOW, 5);

        assertThat(lanes.offer(Works.fresh(SLOW), TERMS, now)).isEqualTo(new Lanes.Offer(false, now));
        assertThat(lanes.offer(Works.fresh(QUICK), TERMS, now).taken()).isTrue();
    }

    @Test
    void aLaneWithoutAShareTakesNothing() {
        assertThat(lanes.offer(Works.fresh(SLOW), new Lanes.Terms(0, Optional.empty(), 1), now)
                        .taken())
                .isFalse();
        assertThat(start()).isEmpty();
    }

    @Test
    void whatWaitsTooLongLeaves() {
        offer(SLOW, 5);
        assertThat(start()).hasSize(4);
        now = now.plusMillis(4999);
        assertThat(lanes.overdue(now)).isEmpty();
        now = now.plusMillis(1);

        assertThat(lanes.overdue(now)).extracting(Lanes.Overdue::retryAt).containsExactly(now);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void behindAnOpenBreakerNobodyWaits() {
        fail(10);
        offerAnyway(SLOW);

        assertThat(lanes.offer(Works.fresh(SLOW), TERMS, now)).isEqualTo(new Lanes.Offer(false, now.plusSeconds(1)));
        assertThat(lanes.pausedUntil(SLOW, now)).contains(now.plusSeconds(1));
        assertThat(lanes.pausedUntil(QUICK, now)).isEmpty();
    }

    @Test
    void whatWaitsWhenTheBreakerOpensLeavesAtOnce() {
        offer(SLOW, 4);
        start();
        offer(SLOW, 2);
        for (int i = 0; i < 4; i++) {
            lanes.finished(SLOW, Health.ILL, now);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(start().size()).isBetween(0, 2);
            offer(SLOW, 1);
            lanes.finished(SLOW, Health.ILL, now);
        }

        assertThat(lanes.pausedUntil(SLOW, now)).isPresent();
        int waiting = lanes.waiting();
        assertThat(lanes.overdue(now))
                .hasSize(waiting)
                .allMatch(o -> o.retryAt().equals(now.plusSeconds(1)));
    }

    /** The lane is empty while its receiver is spared; were it forgotten then, no pause would ever be longer than the first. */
    @Test
    void anEmptyLaneRemembersThatItsReceiverWasIll() {
        fail(10);
        for (int seconds : new int[] {2, 4, 8, 16, 30, 30}) {
            pass(lanes.pausedUntil(SLOW, now).orElseThrow());
            offer(SLOW, 1);
            assertThat(start()).hasSize(1);
            lanes.finished(SLOW, Health.ILL, now);
            assertThat(lanes.pausedUntil(SLOW, now)).contains(now.plusSeconds(seconds));
        }
    }

    @Test
    void aProbeGoesAlone() {
        offer(SLOW, 4);
        start();
        offer(SLOW, 4);
        lanes.finished(SLOW, Health.GOOD, now);
        fail(10);
        Instant end = lanes.pausedUntil(SLOW, now).orElseThrow();
        int underWay = lanes.inFlight();
        assertThat(underWay).isPositive();
        pass(end);
        offer(SLOW, 3);

        assertThat(start()).isEmpty();
        for (int i = 0; i < underWay; i++) {
            lanes.finished(SLOW, Health.ILL, now);
        }
        assertThat(lanes.pausedUntil(SLOW, now)).isEmpty();
        assertThat(start()).hasSize(1);
        assertThat(start()).isEmpty();
        lanes.finished(SLOW, Health.GOOD, now);
        assertThat(start()).hasSize(2);
    }

    @Test
    void anAbandonedAttemptSaysNothingOfTheReceiver() {
        fail(9);
        offer(SLOW, 1);
        start();
        lanes.abandoned(SLOW);
        assertThat(lanes.inFlight()).isZero();
        fail(1);

        assertThat(lanes.pausedUntil(SLOW, now)).isPresent();
    }

    @Test
    void aRateLimitIsKeptAndTimeAloneGoesOn() {
        Lanes.Terms limited = new Lanes.Terms(4, Optional.of(new RateLimit(1, Duration.ofSeconds(1))), 1);
        for (int i = 0; i < 3; i++) {
            assertThat(lanes.offer(Works.fresh(SLOW), limited, now).taken()).isTrue();
        }
        assertThat(start()).hasSize(1);
        lanes.finished(SLOW, Health.GOOD, now);
        assertThat(start()).isEmpty();
        pass(now.plusMillis(1000));

        assertThat(start()).hasSize(1);
    }

    /** A second node came; each may do half. */
    @Test
    void aRateLimitIsSharedAnewWhenTheNodesChange() {
        RateLimit limit = new RateLimit(10, Duration.ofSeconds(1));
        lanes.offer(Works.fresh(SLOW), new Lanes.Terms(4, Optional.of(limit), 1), now);
        assertThat(start()).hasSize(1);
        lanes.finished(SLOW, Health.GOOD, now);
        pass(now.plusMillis(100));
        Lanes.Terms half = new Lanes.Terms(4, Optional.of(limit), 2);
        lanes.offer(Works.fresh(SLOW), half, now);
        lanes.offer(Works.fresh(SLOW), half, now);
        assertThat(start()).hasSize(1);
        lanes.finished(SLOW, Health.GOOD, now);
        pass(now.plusMillis(199));
        assertThat(start()).isEmpty();
        pass(now.plusMillis(1));

        assertThat(start()).hasSize(1);
    }

    @Test
    void clearingForgetsWhatWaitsButNotWhatIsInFlight() {
        offer(SLOW, 5);
        offer(QUICK, 2);
        assertThat(start()).hasSize(6);

        assertThat(lanes.clear()).hasSize(1);
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.inFlight()).isEqualTo(6);
        offer(SLOW, 1);
        assertThat(start()).isEmpty();
        lanes.finished(SLOW, Health.GOOD, now);
        assertThat(start()).containsExactly(SLOW);
    }

    private void pass(Instant time) {
        now = time;
        assertThat(lanes.overdue(now)).isEmpty();
    }

    /** So many attempts of the slow one in a row fail. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            if (lanes.waiting() == 0) {
                offer(SLOW, 1);
            }
            start();
            lanes.finished(SLOW, Health.ILL, now);
        }
    }

    private void offerAnyway(ProfileId profile) {
        assertThat(lanes.offer(Works.fresh(profile), TERMS, now).taken()).isFalse();
    }

    private void offer(ProfileId profile, int count) {
        for (int i = 0; i < count; i++) {
            var unused = lanes.offer(Works.fresh(profile), TERMS, now);
        }
    }

    private List<ProfileId> start() {
        List<ProfileId> started = new ArrayList<>();
        for (Optional<Work> next = lanes.next(now); next.isPresent(); next = lanes.next(now)) {
            started.add(next.get().callback().profile());
        }
        return started;
    }
}
