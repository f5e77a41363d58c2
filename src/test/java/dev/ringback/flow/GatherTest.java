package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.support.ManualTimers;
import dev.ringback.support.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final ManualTimers timers = new ManualTimers(new TestClock());
    private final List<List<Integer>> batches = new ArrayList<>();
    private Promise<Void> write = Promise.promise();
    private final Gather<Integer> gather =
            new Gather<>(new Gather.Bounds<>(10, 100, item -> item), new Gather.Pace(PAUSE, 3, timers), this::write);

    private Future<Void> write(List<Integer> batch) {
        batches.add(batch);
        write = Promise.promise();
        return write.future();
    }

    private void add(Integer... items) {
        for (Integer item : items) {
            gather.add(item);
        }
        gather.pump();
    }

    @Test
    void writesTheFirstAtOnceAndTheRestTogether() {
        add(1);
        add(2);
        add(3, 4);
        assertThat(batches).containsExactly(List.of(1));

        write.complete();
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void aBatchHasItsBoundsAndOneTooLargeGoesAlone() {
        add(200, 60, 40, 1);
        write.complete();
        write.complete();

        assertThat(batches).containsExactly(List.of(200), List.of(60, 40), List.of(1));
    }

    @Test
    void pausesAfterABatchOfSeveralSoThatTheNextGathers() {
        add(1, 2, 3);
        add(4);
        write.complete();
        add(5);
        assertThat(batches).hasSize(1);

        timers.advance(PAUSE);
        assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4, 5));
    }

    @Test
    void doesNotPauseAfterSmallOnes() {
        add(1, 2);
        write.complete();
        add(3);

        assertThat(batches).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void aFullBatchWaitsForNoPause() {
        add(1, 2, 3);
        write.complete();
        add(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(batches).hasSize(1);

        add(10);
        assertThat(batches).hasSize(2);
    }

    @Test
    void isIdleInAPause() {
        add(1, 2, 3);
        assertThat(gather.isIdle()).isFalse();
        write.complete();
        assertThat(gather.isIdle()).isTrue();

        add(4);
        assertThat(gather.isIdle()).isFalse();
    }
}
