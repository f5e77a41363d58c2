package dev.ringback.intake;

import static dev.ringback.intake.IntakeWorld.ACTIVE;
import static dev.ringback.intake.IntakeWorld.DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import dev.ringback.domain.Work;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.support.Mood;
import dev.ringback.support.TestClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in whatever order: no mark above an unsettled id, nothing written is lost, nothing is held for ever. */
class MarkPropertyTest {
    private static final Mood.Kind[] MOODS = {
        Mood.Kind.WELL,
        Mood.Kind.WELL,
        Mood.Kind.WELL,
        Mood.Kind.LATE,
        Mood.Kind.UNAVAILABLE,
        Mood.Kind.UNKNOWN_WRITTEN,
        Mood.Kind.UNKNOWN_LOST
    };

    private final IntakeWorld world = new IntakeWorld();
    private final List<Work> inHand = new ArrayList<>();
    private final Set<CallbackId> settled = new HashSet<>();
    private final List<Future<List<Acceptance>>> answers = new ArrayList<>();
    private int seenWorks;

    static long[] seeds() {
        return new Random(20261122).longs(200).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMarkIsNeverAboveAnUnsettledIdAndNothingWrittenIsLost(long seed) {
        Random chance = new Random(seed);
        for (int step = 0; step < 150; step++) {
            step(chance);
            takeOver();
            checkMark("seed=" + seed + " step=" + step);
        }
        world.store.mood.usually(Mood.Kind.WELL);
        for (int i = 0; i < 5; i++) {
            world.store.mood.releaseAll();
            world.store.finding.releaseAll();
            world.timers.advance(Duration.ofSeconds(6));
        }
        takeOver();
        inHand.forEach(this::settle);

        assertThat(answers).as("seed=%s", seed).allMatch(Future::succeeded);
        assertThat(settled).as("seed=%s", seed).isEqualTo(lanesShouldSettle());
        assertThat(world.intake.isIdle()).isTrue();
        assertThat(world.intake.isSettled()).as("seed=%s", seed).isTrue();
        assertThat(world.budget.callbacks()).isZero();
        assertThat(world.budget.bytes()).isZero();
        answers.forEach(answer -> answer.result().forEach(one -> {
            if (one instanceof Accepted accepted) {
                assertThat(world.store.rows()).containsKey(accepted.id());
            }
        }));
    }

    private void step(Random chance) {
        switch (chance.nextInt(8)) {
            case 0, 1, 2 -> {
                world.store.mood.next(MOODS[chance.nextInt(MOODS.length)]);
                world.store.finding.next(MOODS[chance.nextInt(MOODS.length)]);
                answers.add(world.accept(asked(chance), asked(chance)));
            }
            case 3 -> world.timers.advance(Duration.ofMillis(chance.nextInt(3000)));
            case 4 -> world.intake.prune();
            case 5 -> {
                if (world.store.mood.held() > 0) {
                    world.store.mood.release();
                }
            }
            case 6 -> {
                if (world.store.finding.held() > 0) {
                    world.store.finding.release();
                }
            }
            default -> {
                if (!inHand.isEmpty()) {
                    settle(inHand.remove(chance.nextInt(inHand.size())));
                }
            }
        }
    }

    private static Asked asked(Random chance) {
        return switch (chance.nextInt(6)) {
            case 0 -> IntakeWorld.to(DISABLED);
            case 1 -> IntakeWorld.at(TestClock.START.plusSeconds(3600));
            case 2 -> IntakeWorld.withKey("key " + chance.nextInt(5), "{}");
            default -> IntakeWorld.to(ACTIVE);
        };
    }

    private void takeOver() {
        for (; seenWorks < world.handedOff.size(); seenWorks++) {
            Work work = world.handedOff.get(seenWorks);
            work.hold().taken();
            inHand.add(work);
        }
    }

    private void settle(Work work) {
        assertThat(settled.add(work.callback().id())).as("handed off once").isTrue();
        work.hold().settled();
    }

    private Set<CallbackId> lanesShouldSettle() {
        Set<CallbackId> fresh = new HashSet<>();
        world.store.rows().forEach((id, entry) -> {
            if (entry.beside().isNothing()) {
                fresh.add(id);
            }
        });
        return fresh;
    }

    private void checkMark(String where) {
        UUID mark = world.intake.mark();
        for (CallbackId id : lanesShouldSettle()) {
            if (!settled.contains(id)) {
                assertThat(Uuid7.compare(mark, id.value())).as(where).isNotPositive();
            }
        }
    }
}
