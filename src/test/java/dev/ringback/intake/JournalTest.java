package dev.ringback.intake;

import static dev.ringback.intake.IntakeWorld.ACTIVE;
import static dev.ringback.intake.IntakeWorld.FIRST_RUN;
import static dev.ringback.intake.IntakeWorld.SECOND_RUN;
import static dev.ringback.intake.IntakeWorld.answer;
import static dev.ringback.intake.IntakeWorld.answers;
import static dev.ringback.intake.IntakeWorld.id;
import static dev.ringback.intake.IntakeWorld.reason;
import static dev.ringback.intake.IntakeWorld.to;
import static dev.ringback.intake.IntakeWorld.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Uuid7;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Refusal.Reason;
import dev.ringback.support.Mood;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    /** Longer than the journal pauses after some batches of several, and shorter than its patience. */
    private static final Duration A_PAUSE = Duration.ofMillis(100);

    private final IntakeWorld world = new IntakeWorld();

    @Test
    void answersOnlyAfterTheCommit() {
        world.store.mood.next(Mood.Kind.LATE);
        var answer = world.accept(to(ACTIVE));

        assertThat(answer.isComplete()).isFalse();
        assertThat(world.handedOff).isEmpty();
        world.store.mood.release();

        assertThat(world.handedOffIds()).containsExactly(id(answer(answer)));
    }

    @Test
    void whatComesDuringAFlushGathersForTheNext() {
        world.store.mood.next(Mood.Kind.LATE);
        var all = new ArrayList<>(List.of(world.accept(to(ACTIVE))));
        for (int i = 0; i < 6; i++) {
            all.add(world.accept(to(ACTIVE)));
        }
        world.store.mood.release();
        world.timers.advance(A_PAUSE);

        assertThat(world.store.batches).extracting(List::size).containsExactly(1, 4, 2);
        assertThat(all).allMatch(Future::succeeded);
        assertThat(world.handedOffIds()).isSorted().hasSize(7);
    }

    @Test
    void answersARequestOfWhichNothingIsLeftToWrite() {
        assertThat(reason(answer(world.accept(to(IntakeWorld.UNKNOWN))))).isEqualTo(Reason.UNKNOWN_PROFILE);
        assertThat(world.store.batches).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aRowThatTheDatabaseRefusesIsRefusedAlone(int bad) {
        world.store.refuse(data -> data.contains("bad"));
        Asked[] asked = new Asked[4];
        for (int i = 0; i < 4; i++) {
            asked[i] = to(ACTIVE, i == bad ? "{\"bad\":1}" : "{}");
        }

        var answers = answers(world.accept(asked));

        assertThat(reason(answers.get(bad))).isEqualTo(Reason.INVALID);
        assertThat(world.store.rows()).hasSize(3);
        assertThat(world.handedOffIds())
                .containsExactlyElementsOf(world.store.rows().keySet());
        assertThat(world.budget.callbacks()).isEqualTo(3);
    }

    @Test
    void twoRefusedRowsOfABatchWithKeysAreRefusedAlone() {
        world.store.refuse(data -> data.contains("bad"));

        var answers = answers(world.accept(
                withKey("a", "bad 1"), withKey("b", "good 1"), withKey("c", "bad 2"), withKey("d", "good 2")));

        assertThat(reason(answers.get(0))).isEqualTo(Reason.INVALID);
        assertThat(reason(answers.get(2))).isEqualTo(Reason.INVALID);
        assertThat(world.handedOffIds()).containsExactly(id(answers.get(1)), id(answers.get(3)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.Kind.class,
            names = {"UNAVAILABLE", "THROWS"})
    void whileTheDatabaseIsAwayNothingIsAcceptedIntoMemory(Mood.Kind kind) {
        world.store.mood.next(kind);

        assertThat(reason(answer(world.accept(to(ACTIVE))))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.budget.callbacks()).isZero();
        assertThat(world.budget.bytes()).isZero();
        world.intake.prune();
        assertThat(world.intake.isSettled()).isTrue();
        assertThat(world.handedOffIds()).isEmpty();
        assertThat(world.accepted(to(ACTIVE))).isNotNull();
    }

    @Test
    void whatWasWrittenByAFlushOfUnknownFateIsDelivered() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN);

        assertThat(reason(answer(world.accept(to(ACTIVE))))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.handedOff).isEmpty();
        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.handedOffIds())
                .containsExactlyElementsOf(world.store.rows().keySet());
        assertThat(world.budget.callbacks()).isEqualTo(1);
    }

    @Test
    void aFlushOfUnknownFateHoldsTheMarkUntilTheDatabaseCanBeAsked() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN);
        world.store.finding.usually(Mood.Kind.UNAVAILABLE);
        answers(world.accept(to(ACTIVE)));
        CallbackId doubtful = world.store.rows().keySet().iterator().next();

        for (int i = 0; i < 30; i++) {
            world.timers.advance(Duration.ofSeconds(1));
            world.intake.prune();
            assertThat(Uuid7.compare(world.intake.mark(), doubtful.value())).isNotPositive();
        }
        assertThat(world.intake.isIdle()).isFalse();
        world.store.finding.usually(Mood.Kind.WELL);
        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.handedOffIds()).containsExactly(doubtful);
        assertThat(world.intake.isIdle()).isTrue();
    }

    @Test
    void whatAFlushOfUnknownFateDidNotWriteIsLetGo() {
        world.store.mood.next(Mood.Kind.UNKNOWN_LOST);
        answers(world.accept(to(ACTIVE)));
        assertThat(world.budget.callbacks()).isEqualTo(1);

        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.handedOff).isEmpty();
        assertThat(world.budget.callbacks()).isZero();
        assertThat(world.intake.isSettled()).isTrue();
    }

    @Test
    void twoFlushesOfUnknownFateAreBothCleared() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN, Mood.Kind.UNKNOWN_LOST, Mood.Kind.UNKNOWN_WRITTEN);
        world.store.finding.next(Mood.Kind.LATE);
        answers(world.accept(to(ACTIVE)));
        world.timers.advance(Duration.ofSeconds(1));
        answers(world.accept(to(ACTIVE)));
        answers(world.accept(to(ACTIVE)));
        world.store.finding.release();
        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.handedOffIds())
                .containsExactlyInAnyOrderElementsOf(world.store.rows().keySet());
        assertThat(world.budget.callbacks()).isEqualTo(2);
        assertThat(world.intake.isIdle()).isTrue();
    }

    @Test
    void aHangingDatabaseIsNotWaitedForForEver() {
        world.store.mood.next(Mood.Kind.LATE);
        var written = world.accept(to(ACTIVE));
        var gathered = world.accept(to(ACTIVE));
        var keyed = world.accept(withKey("k", "{}"));
        world.timers.advance(Duration.ofSeconds(5));

        assertThat(reason(answer(written))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(reason(answer(gathered))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(keyed.succeeded()).isTrue();
        assertThat(reason(answer(world.accept(to(ACTIVE))))).isEqualTo(Reason.UNAVAILABLE);
        world.store.mood.release();

        assertThat(world.handedOffIds())
                .contains(world.store.batches.get(0).get(0).callback().id());
        assertThat(world.handedOffIds())
                .containsExactlyInAnyOrderElementsOf(world.store.rows().keySet());
        assertThat(world.accepted(to(ACTIVE))).isNotNull();
        assertThat(world.timers.size()).isZero();
    }

    @Test
    void ofABatchThatHangsAndFailsLaterNothingIsHeld() {
        world.store.mood.next(Mood.Kind.LATE);
        var answer = world.accept(to(ACTIVE));
        world.timers.advance(Duration.ofSeconds(6));
        world.store.refuse(data -> true);
        world.store.mood.releaseAll();

        assertThat(reason(answer(answer))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.budget.callbacks()).isZero();
        world.store.refuse(data -> false);
        assertThat(world.accepted(to(ACTIVE))).isNotNull();
    }

    @Test
    void oneKeyTwiceInOneFlushIsOneCallback() {
        world.store.mood.next(Mood.Kind.LATE);
        world.accept(withKey("other", "{}"));
        var first = world.accept(withKey("key", "{}"));
        var again = world.accept(withKey("key", "{}"), withKey("key", "{}"));
        var changed = world.accept(withKey("key", "{\"changed\":1}"));
        world.store.mood.releaseAll();
        world.timers.advance(A_PAUSE);

        assertThat(id(answer(again))).isEqualTo(id(answer(first)));
        assertThat(id(answers(again).get(1))).isEqualTo(id(answer(first)));
        assertThat(reason(answer(changed))).isEqualTo(Reason.KEY_REUSED);
        assertThat(Collections.frequency(world.handedOffIds(), id(answer(first))))
                .isEqualTo(1);
        assertThat(world.budget.callbacks()).isEqualTo(2);
    }

    @Test
    void aKeyWhoseFlushHadAnUnknownFateGivesTheFirstIdWhenAskedAgain() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN);
        assertThat(reason(answer(world.accept(withKey("key", "{}"))))).isEqualTo(Reason.UNAVAILABLE);

        CallbackId id = world.accepted(withKey("key", "{}"));
        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.handedOffIds()).containsExactly(id);
        assertThat(world.budget.callbacks()).isEqualTo(1);
    }

    @Test
    void theLicenceIsLostOnceAndAllThatWaitsIsTold() {
        List<String> losses = new ArrayList<>();
        world.licence.onLost(() -> losses.add("lost"));
        world.store.fence(FIRST_RUN);
        world.store.mood.next(Mood.Kind.LATE);
        var first = world.accept(to(ACTIVE));
        var second = world.accept(to(ACTIVE));
        var third = world.accept(withKey("key", "{}"));
        world.store.mood.releaseAll();

        assertThat(losses).hasSize(1);
        for (var one : List.of(first, second, third, world.accept(to(ACTIVE)))) {
            assertThat(reason(answer(one))).isEqualTo(Reason.UNAVAILABLE);
        }
        assertThat(world.budget.callbacks()).isZero();
        assertThat(world.store.rows()).isEmpty();
    }

    /** It would be written under the new row, whose mark is past it, while no lane takes it: acknowledged and never delivered. */
    @Test
    void whatWasTakenInUnderTheOldRowIsNotWrittenUnderTheNew() {
        world.store.mood.next(Mood.Kind.LATE);
        var underWay = world.accept(to(ACTIVE));
        var gathered = world.accept(to(ACTIVE), to(ACTIVE));
        var keyed = world.accept(withKey("key", "{}"));
        world.store.fence(FIRST_RUN);
        world.licence.lost(FIRST_RUN);
        world.intake.forget(FIRST_RUN);
        world.licence.renewed(SECOND_RUN);
        world.store.mood.releaseAll();
        world.timers.advance(A_PAUSE);

        assertThat(reason(answer(underWay))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(reason(answers(gathered).get(1))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.store.writers().values()).doesNotContain(SECOND_RUN);
        assertThat(keyed.succeeded()).isTrue();
        assertThat(world.licence.isValid()).isTrue();
        CallbackId id = world.accepted(to(ACTIVE));
        assertThat(world.store.writers()).containsEntry(id, SECOND_RUN);
        assertThat(world.handedOffIds()).contains(id);
    }

    @Test
    void aFencedNodeForgetsItsDoubts() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN);
        answers(world.accept(to(ACTIVE)));
        world.store.fence(FIRST_RUN);
        world.timers.advance(Duration.ofSeconds(2));

        assertThat(world.licence.isValid()).isFalse();
        assertThat(world.handedOff).isEmpty();
        assertThat(world.intake.isIdle()).isTrue();
        assertThat(world.budget.callbacks()).isZero();
    }
}
