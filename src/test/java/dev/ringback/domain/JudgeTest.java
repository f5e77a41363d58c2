package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    private static final Instant NOW = TestClock.START;
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(100)));
    private static final RandomGenerator LEAST = () -> 0;
    private static final RandomGenerator MOST = () -> -1;

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 400, 404, 408, 409, 422, 425, 429, 500, 503, 599})
    void whateverWasAnsweredIsTriedAgain(int httpStatus) {
        assertThat(verdict(answered(httpStatus), 1, LEAST)).isEqualTo(Verdict.retryAt(NOW.plusSeconds(10)));
        assertThat(verdict(answered(httpStatus), 2, LEAST)).isEqualTo(Verdict.retryAt(NOW.plusSeconds(100)));
        assertThat(verdict(answered(httpStatus), 3, LEAST)).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @EnumSource(
            value = OutcomeKind.class,
            names = {"TIMED_OUT", "UNRESOLVED", "UNREACHABLE", "TLS_FAILED", "BROKEN", "FORBIDDEN_ADDRESS", "NO_TOKEN"})
    void whatBrokeIsTriedAgain(OutcomeKind kind) {
        assertThat(verdict(Outcome.failed(kind, "e"), 1, LEAST)).isEqualTo(Verdict.retryAt(NOW.plusSeconds(10)));
        assertThat(verdict(Outcome.failed(kind, "e"), 3, LEAST)).isEqualTo(Verdict.FAILED);
    }

    @Test
    void goneAndUnrenderableEndItAtOnce() {
        assertThat(verdict(answered(410), 1, LEAST)).isEqualTo(Verdict.FAILED);
        assertThat(verdict(Outcome.failed(OutcomeKind.UNRENDERABLE, ""), 1, LEAST))
                .isEqualTo(Verdict.FAILED);
        assertThat(Judge.isGone(answered(410))).isTrue();
        assertThat(Judge.isGone(answered(404))).isFalse();
    }

    @Test
    void aProfileMayCallAnythingASuccess() {
        Judge.Tried tried = new Judge.Tried(SCHEDULE, 1, true, NOW, Instant.MAX);

        assertThat(Judge.verdict(tried, answered(410), LEAST)).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void jitterAddsUpToATenth() {
        assertThat(verdict(answered(500), 2, MOST).dueAt()).isBetween(NOW.plusMillis(109_999), NOW.plusSeconds(110));
        Random chance = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(verdict(answered(500), 2, chance).dueAt()).isBetween(NOW.plusSeconds(100), NOW.plusSeconds(110));
        }
    }

    @ParameterizedTest
    @CsvSource({"5,10", "10,10", "11,11", "3600,3600", "86400,86400", "86401,86400", "31536000,86400"})
    void waitsAsLongAsTheReceiverAsksButAtMostADay(long asked, long waited) {
        Outcome outcome = Outcome.answered(503, Optional.of(Duration.ofSeconds(asked)), Excerpt.NONE);

        assertThat(verdict(outcome, 1, LEAST)).isEqualTo(Verdict.retryAt(NOW.plusSeconds(waited)));
        assertThat(verdict(outcome, 3, LEAST)).isEqualTo(Verdict.FAILED);
    }

    @Test
    void isNotTriedAgainAfterItHasExpired() {
        assertThat(until(NOW.plusSeconds(10), LEAST)).isEqualTo(Verdict.FAILED);
        assertThat(until(NOW.plusSeconds(10).plusNanos(1), LEAST)).isEqualTo(Verdict.retryAt(NOW.plusSeconds(10)));
        assertThat(until(NOW.plusSeconds(10).plusNanos(1), MOST)).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"200,GOOD", "301,GOOD", "404,GOOD", "410,GOOD", "408,ILL", "429,OVERLOADED", "500,ILL", "503,OVERLOADED"
    })
    void readsTheReceiversHealthFromItsStatus(int httpStatus, Lanes.Health health) {
        assertThat(Judge.health(answered(httpStatus))).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMED_OUT,OVERLOADED",
        "UNRESOLVED,ILL",
        "UNREACHABLE,ILL",
        "TLS_FAILED,ILL",
        "BROKEN,ILL",
        "NO_TOKEN,ILL",
        "FORBIDDEN_ADDRESS,GOOD",
        "UNRENDERABLE,GOOD",
        "NONE,GOOD"
    })
    void readsTheReceiversHealthFromWhatBroke(OutcomeKind kind, Lanes.Health health) {
        assertThat(Judge.health(Outcome.failed(kind, ""))).isEqualTo(health);
    }

    @Test
    void theScheduleEndsAndMayBeEmpty() {
        assertThat(SCHEDULE.waitAfter(0)).isEmpty();
        assertThat(SCHEDULE.waitAfter(2)).contains(Duration.ofSeconds(100));
        assertThat(SCHEDULE.waitAfter(Integer.MAX_VALUE)).isEmpty();
        assertThat(new RetrySchedule(List.of()).waitAfter(1)).isEmpty();
    }

    private static Verdict until(Instant expiresAt, RandomGenerator random) {
        return Judge.verdict(new Judge.Tried(SCHEDULE, 1, false, NOW, expiresAt), answered(500), random);
    }

    private static Verdict verdict(Outcome outcome, int number, RandomGenerator random) {
        return Judge.verdict(new Judge.Tried(SCHEDULE, number, false, NOW, Instant.MAX), outcome, random);
    }

    private static Outcome answered(int httpStatus) {
        return Outcome.answered(httpStatus, Optional.empty(), Excerpt.NONE);
    }
}
