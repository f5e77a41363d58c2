package dev.ringback.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ambient.Ids;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ReplayId;
import dev.ringback.flow.Licence;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.MemoryReplays;
import dev.ringback.support.Mood.Kind;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunReplaysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final MemoryReplays store = new MemoryReplays();
    private final Licence licence = new Licence(Works.NODE);
    private final AtomicInteger told = new AtomicInteger();

    private RunReplays start(int rate) {
        RunReplays run = new RunReplays(
                store,
                licence,
                timers.ambient(),
                new Ids(clock, new Random(1)),
                new RunReplays.Outlet(rate, told::incrementAndGet));
        run.start();
        return run;
    }

    @Test
    void keepsToTheRate() {
        ReplayId replay = store.add(1, 10_000);
        start(500);

        timers.advance(SECOND.multipliedBy(10));

        assertThat(store.made.get(replay)).isBetween(4900, 5100);
        assertThat(store.ids).hasSize(store.made.get(replay));
        assertThat(told.get()).isEqualTo(store.portions.size());
    }

    @Test
    void aRateOfOneASecondIsOneASecond() {
        ReplayId replay = store.add(1, 100);
        start(1);

        timers.advance(SECOND.multipliedBy(10));

        assertThat(store.made.get(replay)).isBetween(9, 12);
    }

    @Test
    void allReplaysShareTheRate() {
        for (int i = 1; i <= 5; i++) {
            store.add(i, 10_000);
        }
        start(500);

        timers.advance(SECOND.multipliedBy(10));

        assertThat(store.made.values()).allMatch(made -> made >= 900 && made <= 1100);
    }

    @Test
    void oneThatIsNotReadyCostsTheOthersNothing() {
        ReplayId held = store.add(1, 10_000);
        ReplayId ready = store.add(2, 10_000);
        store.unready.add(held);
        start(500);

        timers.advance(SECOND.multipliedBy(10));

        assertThat(store.made.get(held)).isZero();
        assertThat(store.made.get(ready)).isBetween(4900, 5100);
    }

    @Test
    void endsAndFindsTheNext() {
        ReplayId first = store.add(1, 130);
        start(500);
        timers.advance(SECOND);
        assertThat(store.made.get(first)).isEqualTo(130);
        int portions = store.portions.size();
        timers.advance(SECOND.multipliedBy(5));
        assertThat(store.portions).hasSize(portions);

        ReplayId second = store.add(2, 130);
        timers.advance(SECOND.multipliedBy(2));

        assertThat(store.made.get(second)).isEqualTo(130);
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainEachSecond() {
        ReplayId replay = store.add(1, 50);
        store.mood.usually(Kind.UNAVAILABLE);
        start(500);
        timers.advance(SECOND.multipliedBy(5));
        assertThat(store.rounds).isBetween(5, 7);

        store.mood.usually(Kind.THROWS);
        timers.advance(SECOND.multipliedBy(5));
        store.mood.usually(Kind.WELL);
        timers.advance(SECOND.multipliedBy(2));

        assertThat(store.made.get(replay)).isEqualTo(50);
    }

    @Test
    void whatTheStoreDidWithoutAnAnswerIsReadAnew() {
        ReplayId replay = store.add(1, 250);
        store.mood.next(Kind.WELL, Kind.UNKNOWN_WRITTEN, Kind.WELL, Kind.UNKNOWN_LOST);
        start(500);

        timers.advance(SECOND.multipliedBy(5));

        assertThat(store.made.get(replay)).isEqualTo(250);
    }

    /** As with callbacks of many megabytes. */
    @Test
    void aPortionThatIsTooMuchIsMadeSmaller() {
        ReplayId replay = store.add(1, 200);
        store.portionMax = 10;
        start(500);
        timers.advance(SECOND.multipliedBy(120));

        assertThat(store.made.get(replay)).isEqualTo(200);
    }

    @Test
    void aLostLicenceIsTold() {
        store.add(1, 50);
        store.fenced.add(Works.NODE);
        start(500);

        assertThat(licence.isValid()).isFalse();
        timers.advance(SECOND.multipliedBy(3));
        assertThat(store.rounds).isEqualTo(1);

        licence.renewed(new NodeId(new java.util.UUID(0x7000, 101)));
        timers.advance(SECOND.multipliedBy(2));
        assertThat(store.portions).isNotEmpty();
    }

    @Test
    void stopsBetweenTwoPortions() {
        store.add(1, 10_000);
        RunReplays run = start(500);
        timers.advance(SECOND);
        store.mood.usually(Kind.LATE);
        timers.advance(SECOND);
        int rounds = store.rounds;

        run.stop();
        store.mood.usually(Kind.WELL);
        store.mood.releaseAll();
        timers.advance(SECOND.multipliedBy(5));

        assertThat(store.rounds).isEqualTo(rounds);
        assertThat(timers.size()).isZero();
    }
}
