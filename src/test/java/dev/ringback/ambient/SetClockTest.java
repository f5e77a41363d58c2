package dev.ringback.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.SetClock.Answer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetClockTest {
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final Answer SLOW = new Answer(START.minusSeconds(40), Duration.ofSeconds(60));

    private final NodeClock clock = new NodeClock(() -> 0, () -> START);

    private int answersLeftOf(Answer... answers) {
        Deque<Answer> left = new ArrayDeque<>(List.of(answers));
        assertThat(new SetClock(clock, () -> Future.succeededFuture(left.remove()))
                        .once()
                        .succeeded())
                .isTrue();
        return left.size();
    }

    /** The node was stopped while it asked for the first time: its machine's clock, 35 s ahead, would pass for the database's. */
    @Test
    void asksAgainAfterASlowAnswer() {
        int left = answersLeftOf(SLOW, new Answer(START.minusSeconds(35), Duration.ZERO), SLOW);

        assertThat(left).isEqualTo(1);
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(35));
    }

    @Test
    void takesASlowAnswerWhenAllAreSlow() {
        Answer behind = new Answer(START.minusSeconds(40), Duration.ofSeconds(10));

        int left = answersLeftOf(behind, behind, behind, behind, behind, behind);

        assertThat(left).isEqualTo(1);
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(35));
    }
}
