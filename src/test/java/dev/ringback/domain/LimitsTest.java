package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @Test
    void sharesAddUpOverNodesAndTheirLoops() {
        for (int total = 0; total <= 40; total++) {
            for (int nodes = 1; nodes <= 7; nodes++) {
                for (int loops = 1; loops <= 5; loops++) {
                    for (int salt : new int[] {0, 1, -1, 12345, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                        assertThat(sum(total, nodes, loops, salt)).isEqualTo(total);
                    }
                }
            }
        }
    }

    private static int sum(int total, int nodes, int loops, int salt) {
        int sum = 0;
        for (int node = 0; node < nodes; node++) {
            int share = Share.of(total, nodes, node, salt);
            assertThat(share).isBetween(total / nodes, total / nodes + 1);
            for (int loop = 0; loop < loops; loop++) {
                sum += Share.of(share, loops, loop, salt);
            }
        }
        return sum;
    }

    @Test
    void theOddSharesOfDifferentProfilesFallOnDifferentParts() {
        List<Integer> owners = new ArrayList<>();
        for (int salt = 0; salt < 4; salt++) {
            for (int part = 0; part < 4; part++) {
                if (Share.of(1, 4, part, salt) == 1) {
                    owners.add(part);
                }
            }
        }

        assertThat(owners).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void overloadTakesAThirdOffOnceARound() {
        InFlightLimit limit = new InFlightLimit(30);
        limit.overloaded();
        assertThat(limit.now()).isEqualTo(20);
        for (int i = 0; i < 29; i++) {
            limit.overloaded();
        }
        assertThat(limit.now()).isEqualTo(20);
        limit.overloaded();
        assertThat(limit.now()).isEqualTo(13);
    }

    @Test
    void overloadNeverTakesMoreThanSevenEighthsNorTheLast() {
        InFlightLimit limit = new InFlightLimit(64);
        InFlightLimit single = new InFlightLimit(1);
        for (int i = 0; i < 10_000; i++) {
            limit.overloaded();
            single.overloaded();
        }

        assertThat(limit.now()).isEqualTo(8);
        assertThat(single.now()).isEqualTo(1);
    }

    @Test
    void goodAnswersGiveOneBackARoundUpToTheShare() {
        InFlightLimit limit = new InFlightLimit(30);
        limit.overloaded();
        for (int i = 0; i < 21; i++) {
            limit.succeeded();
        }
        assertThat(limit.now()).isEqualTo(21);
        for (int i = 0; i < 10_000; i++) {
            limit.succeeded();
        }
        assertThat(limit.now()).isEqualTo(30);
    }

    @Test
    void followsItsShareUpAndDown() {
        InFlightLimit limit = new InFlightLimit(30);
        limit.share(10);
        assertThat(limit.now()).isEqualTo(10);
        limit.share(0);
        assertThat(limit.now()).isZero();
        limit.share(40);
        assertThat(limit.now()).isEqualTo(40);
        limit.overloaded();
        limit.share(60);
        assertThat(limit.now()).isEqualTo(26);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,1", "10,1", "11,1", "100,1", "5000,1", "600,60", "6000,60", "59,60", "5000,3600"})
    void noPeriodSeesMoreAttemptsThanTheLimitAllows(int attempts, int seconds) {
        RateLimit limit = new RateLimit(attempts, Duration.ofSeconds(seconds));
        RateBucket bucket = new RateBucket(limit, 1);
        Random chance = new Random(attempts);
        List<Long> starts = new ArrayList<>();
        long periodMicros = seconds * 1_000_000L;
        long stepMicros = Math.max(20, periodMicros / attempts / 3);
        for (long at = 0; at < 4 * periodMicros; at += 1 + chance.nextLong(2 * stepMicros)) {
            if (chance.nextInt(50) == 0) {
                at += chance.nextLong(periodMicros / 3);
            }
            while (bucket.allows(micros(at))) {
                bucket.started(micros(at));
                starts.add(at);
            }
        }

        for (int i = 0; i + attempts < starts.size(); i++) {
            assertThat(starts.get(i + attempts) - starts.get(i)).isGreaterThanOrEqualTo(periodMicros);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,60", "10,1,600", "100,1,5400", "600,60,600", "6000,60,5980"})
    void theLimitIsReachedWhenThereIsEnoughToDo(int attempts, int seconds, int inAMinute) {
        RateBucket bucket = new RateBucket(new RateLimit(attempts, Duration.ofSeconds(seconds)), 1);
        int count = 0;
        for (int tick = 0; tick < 600; tick++) {
            while (bucket.allows(micros(tick * 100_000L))) {
                bucket.started(micros(tick * 100_000L));
                count++;
            }
        }

        assertThat(count).isBetween(inAMinute, attempts * 60 / seconds);
    }

    @Test
    void otherTermsNeitherGiveAttemptsAwayNorWaitForTheOldOnes() {
        RateBucket hourly = new RateBucket(new RateLimit(1, Duration.ofHours(1)), 1);
        hourly.started(TestClock.START);
        RateBucket shared = new RateBucket(new RateLimit(1, Duration.ofHours(1)), 2);
        shared.follow(hourly);
        assertThat(shared.allows(TestClock.START.plusSeconds(3599))).isFalse();

        RateBucket quick = new RateBucket(new RateLimit(5, Duration.ofSeconds(1)), 1);
        quick.follow(shared);
        assertThat(quick.nextAt()).isEqualTo(TestClock.START.plusMillis(200));
    }

    private static Instant micros(long at) {
        return TestClock.START.plusNanos(at * 1000);
    }
}
