package dev.ringback.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Lanes.Health;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a simple book of what came in and what went out: no limit is passed, nothing is lost, doubled or stuck. */
class LanesPropertyTest {
    private static final int NODE_MAX = 12;
    private static final int LINE_MAX = 6;

    private final Lanes lanes = new Lanes(new Lanes.Limits(NODE_MAX, LINE_MAX, Duration.ofSeconds(5)));
    private final Map<ProfileId, Lanes.Terms> terms = new HashMap<>();
    private final List<Work> inFlight = new ArrayList<>();
    private final Set<CallbackId> waiting = new HashSet<>();
    private Instant now = TestClock.START;

    static long[] seeds() {
        return new Random(7).longs(100).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void limitsHoldAndNothingIsLost(long seed) {
        Random chance = new Random(seed);
        for (int i = 1; i <= 6; i++) {
            terms.put(Works.profile(i), new Lanes.Terms(chance.nextInt(5), Optional.empty(), 1));
        }
        for (int step = 0; step < 1500; step++) {
            step(chance);
            check("seed=" + seed + " step=" + step);
        }
        while (!inFlight.isEmpty()) {
            end(inFlight.remove(0), Health.GOOD);
        }
        for (int i = 0; i < 100 && !waiting.isEmpty(); i++) {
            pass(Duration.ofMillis(100));
        }
        assertThat(waiting).as("seed=%s", seed).isEmpty();
        assertThat(lanes.waiting()).isZero();
    }

    private void step(Random chance) {
        switch (chance.nextInt(10)) {
            case 0, 1, 2, 3 -> offer(Works.fresh(Works.profile(1 + chance.nextInt(6))));
            case 4, 5, 6 -> {
                if (!inFlight.isEmpty()) {
                    Work work = inFlight.remove(chance.nextInt(inFlight.size()));
                    end(work, Health.values()[chance.nextInt(3)]);
                }
            }
            case 7 -> {
                if (!inFlight.isEmpty() && chance.nextInt(4) == 0) {
                    lanes.abandoned(inFlight.remove(chance.nextInt(inFlight.size()))
                            .callback()
                            .profile());
                }
            }
            case 8 -> pass(Duration.ofMillis(chance.nextInt(400)));
            default -> {
                if (chance.nextInt(20) == 0) {
                    terms.put(
                            Works.profile(1 + chance.nextInt(6)),
                            new Lanes.Terms(chance.nextInt(5), Optional.empty(), 1));
                }
            }
        }
        startAll();
    }

    private void offer(Work work) {
        if (lanes.offer(work, terms.get(work.callback().profile()), now).taken()) {
            assertThat(waiting.add(work.callback().id())).isTrue();
        }
    }

    private void end(Work work, Health health) {
        lanes.finished(work.callback().profile(), health, now);
        startAll();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        lanes.overdue(now)
                .forEach(gone ->
                        assertThat(waiting.remove(gone.work().callback().id())).isTrue());
        startAll();
    }

    private void startAll() {
        for (Optional<Work> next = lanes.next(now); next.isPresent(); next = lanes.next(now)) {
            Work work = next.get();
            ProfileId profile = work.callback().profile();
            assertThat(waiting.remove(work.callback().id())).as("started once").isTrue();
            assertThat(inFlightOf(profile))
                    .as("the share is kept at each start")
                    .isLessThan(4);
            assertThat(lanes.pausedUntil(profile, now)).isEmpty();
            inFlight.add(work);
        }
    }

    private long inFlightOf(ProfileId profile) {
        return inFlight.stream()
                .filter(work -> work.callback().profile().equals(profile))
                .count();
    }

    private void check(String where) {
        assertThat(lanes.inFlight()).as(where).isEqualTo(inFlight.size()).isLessThanOrEqualTo(NODE_MAX);
        assertThat(lanes.waiting()).as(where).isEqualTo(waiting.size());
    }
}
