package dev.ringback.intake;

import static dev.ringback.intake.IntakeWorld.ACTIVE;
import static dev.ringback.intake.IntakeWorld.DISABLED;
import static dev.ringback.intake.IntakeWorld.FIRST_RUN;
import static dev.ringback.intake.IntakeWorld.NEW;
import static dev.ringback.intake.IntakeWorld.OF_ANOTHER;
import static dev.ringback.intake.IntakeWorld.SECOND_RUN;
import static dev.ringback.intake.IntakeWorld.UNKNOWN;
import static dev.ringback.intake.IntakeWorld.about;
import static dev.ringback.intake.IntakeWorld.answer;
import static dev.ringback.intake.IntakeWorld.answers;
import static dev.ringback.intake.IntakeWorld.at;
import static dev.ringback.intake.IntakeWorld.expiring;
import static dev.ringback.intake.IntakeWorld.id;
import static dev.ringback.intake.IntakeWorld.inLineOf;
import static dev.ringback.intake.IntakeWorld.reason;
import static dev.ringback.intake.IntakeWorld.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.Work;
import dev.ringback.intake.Accept.Asked;
import dev.ringback.intake.Acceptance.Accepted;
import dev.ringback.intake.Acceptance.Refused;
import dev.ringback.intake.Refusal.Reason;
import dev.ringback.support.Mood;
import dev.ringback.support.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptTest {
    private final IntakeWorld world = new IntakeWorld();

    @Test
    void handsOffACallbackAsItWasSubmitted() {
        CallbackId id = world.accepted(to(ACTIVE, "{\"a\": 1}"));

        Work work = world.handedOff.get(0);
        assertThat(work.callback().id()).isEqualTo(id);
        assertThat(new String(work.callback().data())).isEqualTo("{\"a\": 1}");
        assertThat(work.number()).isEqualTo(1);
        assertThat(work.claimed()).isFalse();
        assertThat(work.hold().licence()).isEqualTo(FIRST_RUN);
        assertThat(work.callback().acceptedAt()).isEqualTo(TestClock.START);
    }

    @Test
    void oneBadSubmissionDoesNotSpoilTheOthers() {
        var answers = answers(world.accept(
                to(ACTIVE),
                new Asked.Rejected(Refusal.of(Reason.TOO_LARGE, "")),
                to(UNKNOWN),
                about("mail_opened"),
                about("sms_send")));

        assertThat(answers.get(0)).isInstanceOf(Accepted.class);
        assertThat(reason(answers.get(1))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(answers.get(2))).isEqualTo(Reason.UNKNOWN_PROFILE);
        assertThat(((Refused) answers.get(3)).refusal().faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("/event");
        assertThat(world.handedOffIds()).containsExactly(id(answers.get(0)), id(answers.get(4)));
    }

    @Test
    void aProfileOfAnotherAccountIsNotKnown() {
        assertThat(reason(answer(world.accept(to(OF_ANOTHER))))).isEqualTo(Reason.UNKNOWN_PROFILE);
    }

    @Test
    void aProfileThatOnlyTheDatabaseKnowsIsReadOnce() {
        world.reads.next(Mood.Kind.LATE);
        var answers = world.accept(to(NEW), to(ACTIVE), to(NEW));

        assertThat(world.reads.held()).isEqualTo(1);
        world.reads.release();

        assertThat(answers(answers)).allMatch(Accepted.class::isInstance);
    }

    /** A publisher who hears that the profile does not exist gives the callback up. */
    @Test
    void aProfileThatCannotBeLookedUpIsNotSaidToBeUnknown() {
        world.reads.next(Mood.Kind.UNAVAILABLE);

        var answers = answers(world.accept(to(NEW), to(ACTIVE)));

        assertThat(reason(answers.get(0))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(answers.get(1)).isInstanceOf(Accepted.class);
    }

    @Test
    void aDisabledProfilesCallbackIsRecordedAsSkipped() {
        var answer = answer(world.accept(to(DISABLED)));

        assertThat(((Accepted) answer).skipped()).isTrue();
        Entry.Beside beside = world.store.rows().get(id(answer)).beside();
        assertThat(beside.skipped()).isTrue();
        assertThat(beside.dueAt()).isEmpty();
        assertThat(world.handedOff).isEmpty();
        assertThat(world.backlogHints).isZero();
        assertThat(world.budget.callbacks()).isZero();
    }

    @Test
    void aScheduledCallbackGoesToTheBacklog() {
        CallbackId id = world.accepted(at(TestClock.START.plusSeconds(60)));

        assertThat(world.store.rows().get(id).beside().dueAt()).contains(TestClock.START.plusSeconds(60));
        assertThat(world.handedOff).isEmpty();
        assertThat(world.backlogHints).isEqualTo(1);
        assertThat(world.budget.callbacks()).isZero();
    }

    @Test
    void aTimeThatHasPassedIsNow() {
        CallbackId id = world.accepted(at(TestClock.START.minusSeconds(1)));

        assertThat(world.handedOffIds()).containsExactly(id);
    }

    @Test
    void anOrderedCallbackGoesToTheBacklogInItsLine() {
        CallbackId id = world.accepted(inLineOf("customer 1"));

        Entry.Beside beside = world.store.rows().get(id).beside();
        assertThat(beside.orderKey()).isEqualTo("customer 1");
        assertThat(beside.dueAt()).contains(TestClock.START);
        assertThat(world.handedOff).isEmpty();
        assertThat(world.backlogHints).isEqualTo(1);
    }

    @Test
    void nothingIsScheduledBeyondTheRetention() {
        assertThat(world.accepted(at(TestClock.START.plus(Duration.ofDays(7))))).isNotNull();
        assertThat(reason(answer(
                        world.accept(at(TestClock.START.plus(Duration.ofDays(7)).plusMillis(1))))))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void whatHasExpiredIsRefused() {
        assertThat(reason(answer(world.accept(expiring(TestClock.START))))).isEqualTo(Reason.INVALID);
        assertThat(world.accepted(expiring(TestClock.START.plusMillis(1)))).isNotNull();
    }

    @Test
    void whatALaneHasNoRoomForGoesToTheBacklogAtOnce() {
        world.pauses.crowd(ACTIVE, TestClock.START);

        CallbackId behind = world.accepted(to(ACTIVE));

        assertThat(world.handedOff).isEmpty();
        assertThat(world.backlogHints).isEqualTo(1);
        assertThat(world.store.rows().get(behind).beside().dueAt()).contains(TestClock.START);
    }

    @Test
    void nearTheBudgetsEndCallbacksGoToTheBacklogAndPastItTheyAreRefused() {
        for (int i = 0; i < 30; i++) {
            world.accepted(to(ACTIVE));
        }
        assertThat(world.handedOff).hasSize(30);

        CallbackId late = world.accepted(to(ACTIVE));

        assertThat(world.handedOff).hasSize(30);
        assertThat(world.store.rows().get(late).beside().dueAt()).contains(TestClock.START);
        assertThat(world.budget.callbacks()).isEqualTo(30);
        world.store.mood.usually(Mood.Kind.LATE);
        for (int i = 0; i < 10; i++) {
            assertThat(world.accept(to(ACTIVE)).isComplete()).isFalse();
        }
        assertThat(reason(answer(world.accept(to(ACTIVE))))).isEqualTo(Reason.OVERLOADED);
        world.store.mood.usually(Mood.Kind.WELL);
        world.store.mood.releaseAll();
        world.timers.advance(Duration.ofSeconds(1));
        assertThat(world.budget.callbacks()).isEqualTo(30);
    }

    @Test
    void theBudgetCountsBytesToo() {
        String large = "{\"a\":\"" + "x".repeat(700_000) + "\"}";
        assertThat(world.accepted(to(ACTIVE, large))).isNotNull();

        assertThat(reason(answer(world.accept(to(ACTIVE, large))))).isEqualTo(Reason.OVERLOADED);
        world.handedOff.get(0).hold().settled();
        assertThat(world.accepted(to(ACTIVE, large))).isNotNull();
    }

    @Test
    void whatIsSettledTwiceFreesTheBudgetOnce() {
        world.accepted(to(ACTIVE));
        world.accepted(to(ACTIVE));
        world.handedOff.get(0).hold().settled();
        world.handedOff.get(0).hold().settled();

        assertThat(world.budget.callbacks()).isEqualTo(1);
    }

    @Test
    void withoutALicenceNothingIsAccepted() {
        world.licence.lost(FIRST_RUN);
        assertThat(reason(answer(world.accept(to(ACTIVE))))).isEqualTo(Reason.UNAVAILABLE);

        world.licence.renewed(SECOND_RUN);
        assertThat(world.accepted(to(ACTIVE))).isNotNull();
    }

    @Test
    void whatNoLaneEverTookIsSweptIntoTheBacklog() {
        CallbackId lost = world.accepted(to(ACTIVE));
        CallbackId taken = world.accepted(to(ACTIVE));
        world.handedOff.get(1).hold().taken();

        sweep(1);
        assertThat(world.swept).isEmpty();
        sweep(1);
        assertThat(world.swept).containsExactly(lost);
        assertThat(world.budget.callbacks()).isEqualTo(1);
        sweep(58);
        assertThat(world.swept).containsExactly(lost);
        sweep(1);
        assertThat(world.swept).containsExactly(lost, taken);
        assertThat(world.intake.isSettled()).isTrue();
    }

    @Test
    void aSweepThatFailsIsRepeatedAndLooksDuringAnOutageDoNotCount() {
        CallbackId lost = world.accepted(to(ACTIVE));
        sweep(1);
        assertThat(world.intake.sweep(false).succeeded()).isTrue();
        sweep(1);
        assertThat(world.swept).isEmpty();
        world.sweeps.next(Mood.Kind.UNAVAILABLE);
        sweep(1);
        assertThat(world.budget.callbacks()).isEqualTo(1);

        sweep(1);

        assertThat(world.swept).containsExactly(lost);
        assertThat(world.budget.callbacks()).isZero();
    }

    @Test
    void aFlushOfUnknownFateIsNotSwept() {
        world.store.mood.next(Mood.Kind.UNKNOWN_WRITTEN);
        world.store.finding.usually(Mood.Kind.UNAVAILABLE);
        answers(world.accept(to(ACTIVE)));

        sweep(100);

        assertThat(world.swept).isEmpty();
    }

    private void sweep(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(world.intake.sweep(true).succeeded()).isTrue();
        }
    }

    @Test
    void batchesAnswerInTheirOrderHoweverTheyAreWritten() {
        var answers = answers(world.accept(
                IntakeWorld.withKey("a", "{}"), to(ACTIVE), at(TestClock.START.plusSeconds(5)), to(DISABLED)));

        List<CallbackId> ids = answers.stream().map(IntakeWorld::id).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(world.store.rows().keySet()).containsExactlyElementsOf(ids);
    }
}
