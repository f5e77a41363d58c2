package dev.ringback.delivery;

import static dev.ringback.delivery.DeliverWorld.FIRST;
import static dev.ringback.delivery.DeliverWorld.LEDGER_MAX;
import static dev.ringback.delivery.DeliverWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileState;
import dev.ringback.domain.RateLimit;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliverTest {
    private final DeliverWorld world = new DeliverWorld();

    @Test
    void deliversAndTellsTheLedgerOnce() {
        Work work = world.take(FIRST);
        assertThat(Works.held(work).isTaken()).isTrue();
        world.timers.advance(Duration.ofMillis(30));
        assertThat(world.asked.element().call().request().headers())
                .extracting("name")
                .contains("webhook-id", "webhook-timestamp", "webhook-signature", "user-agent", "x-a");
        world.answer(200);

        Tried tried = (Tried) world.of(work);
        assertThat(tried.attempt().verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(tried.attempt().times().startedAt()).isEqualTo(TestClock.START);
        assertThat(tried.attempt().times().finishedAt()).isEqualTo(TestClock.START.plusMillis(30));
        assertThat(tried.attempt().request().isEmpty()).isTrue();
        assertThat(Works.held(work).isSettled())
                .as("that is the ledger's to say")
                .isFalse();
        assertThat(world.line.length()).isEqualTo(1);
        assertThat(world.deliver.inFlight()).isZero();
    }

    @Test
    void whatCannotBeEncryptedIsNotSentAndTheLaneGoesOn() {
        world.putEncrypting(FIRST);
        world.chanceFails = true;

        Work failed = world.take(FIRST);
        world.chanceFails = false;
        Work next = world.take(FIRST);

        Tried tried = (Tried) world.of(failed);
        assertThat(tried.attempt().outcome().kind()).isEqualTo(OutcomeKind.UNRENDERABLE);
        assertThat(tried.attempt().outcome().error()).isEqualTo("a value cannot be encrypted with AES-256-GCM");
        assertThat(tried.attempt().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(world.calls).isEqualTo(1);
        assertThat(new String(world.asked.element().call().request().body(), StandardCharsets.UTF_8))
                .contains("\"data\":{\"a\":\"")
                .doesNotContain("\"b\"");
        world.answer(200);
        assertThat(world.verdict(next)).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void aFailureIsTriedAgainByTheSchedule() {
        Work work = world.take(FIRST);
        world.answer(500);

        assertThat(world.verdict(work)).isEqualTo(Verdict.retryAt(TestClock.START.plusMillis(10_500)));
        assertThat(((Tried) world.of(work)).attempt().request().isEmpty()).isFalse();
    }

    @Test
    void theLastFailureIsFinal() {
        Work work = Works.claimed(FIRST, 2);
        world.take(work);
        world.answer(Outcome.failed(OutcomeKind.TIMED_OUT, "no answer within 10 s"));

        assertThat(world.verdict(work)).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aRetryByHandBeginsTheScheduleAnew() {
        Work first = Works.claimed(FIRST, 2);
        Work work = new Work(first.callback(), 8, 7, true, first.hold());
        world.take(work);
        world.answer(Outcome.failed(OutcomeKind.TIMED_OUT, "no answer within 10 s"));

        assertThat(world.verdict(work).kind()).isEqualTo(Verdict.Kind.RETRY);
    }

    @Test
    void goneDisablesTheProfile() {
        Work work = world.take(FIRST);
        world.answer(410);

        assertThat(world.verdict(work)).isEqualTo(Verdict.FAILED);
        assertThat(world.gone).containsExactly(FIRST);
    }

    @Test
    void aBugInJudgingOneOutcomeCostsThatCallbackASecondAndNoPlace() {
        world.put(FIRST, 1, Optional.empty());
        world.whenGone = profile -> {
            throw new IllegalStateException("a bug");
        };
        Work unlucky = world.take(FIRST);
        Work next = world.take(FIRST);
        world.answer(410);
        world.answer(200);

        assertThat(world.settledIds())
                .containsExactly(unlucky.callback().id(), next.callback().id());
        assertThat(world.settled().get(0)).isInstanceOf(Postponed.class);
        assertThat(world.verdict(next)).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatHappensToTheProfileMeanwhileCounts() {
        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work skipped = world.take(FIRST);
        world.put(FIRST, ProfileState.DISABLED);
        world.answer(200);
        assertThat(world.verdict(skipped)).isEqualTo(Verdict.SKIPPED);

        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work cancelled = world.take(FIRST);
        world.profiles.remove(FIRST);
        world.answer(200);
        assertThat(world.verdict(cancelled)).isEqualTo(Verdict.CANCELLED);
        assertThat(world.deliver.inFlight()).isZero();
    }

    @Test
    void whatExpiresWhileItWaitsIsNotTried() {
        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work work = new Work(
                Works.callback(FIRST, "{}", TestClock.START.plusSeconds(2)), 1, false, new Works.Held(Works.NODE));
        world.take(work);
        world.pass(Duration.ofSeconds(2));
        world.answer(200);

        assertThat(world.verdict(work)).isEqualTo(Verdict.EXPIRED);
        assertThat(((Tried) world.of(work)).attempt().outcome().kind()).isEqualTo(OutcomeKind.NONE);
        assertThat(world.calls).isEqualTo(1);
    }

    @Test
    void whatCannotBeRenderedFailsWithWordsAndGoesNowhere() {
        Work work = Works.fresh(FIRST, "{\"a\":\"two\\nlines\"}");
        world.take(work);

        assertThat(world.verdict(work)).isEqualTo(Verdict.FAILED);
        assertThat(((Tried) world.of(work)).attempt().outcome().error()).startsWith("header x-a");
        assertThat(world.calls).isZero();
    }

    /** Each ends at once and lets the next begin: within each other they would use up the stack. */
    @Test
    void aLongLineOfWhatCannotBeRenderedEnds() {
        DeliverWorld wide = new DeliverWorld();
        Work[] works = new Work[2000];
        for (int i = 0; i < works.length; i++) {
            works[i] = Works.fresh(FIRST, "{\"a\":\"two\\nlines\"}");
        }
        wide.take(works);
        while (wide.settled().size() < works.length) {
            wide.line.left(wide.line.length());
            wide.deliver.tick();
        }

        assertThat(wide.settledIds()).doesNotHaveDuplicates().hasSize(works.length);
        assertThat(wide.deliver.inFlight()).isZero();
    }

    @Test
    void receiversThatAnswerAtOnceDoNotUseUpTheStack() {
        world.rule = Optional.of(call -> {
            world.line.left(world.line.length());
            long within = StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> frame.getMethodName().equals("begin"))
                            .count());
            assertThat(within).isEqualTo(1);
            return Future.succeededFuture(DeliverWorld.answered(200));
        });

        world.take(FIRST, 1000);

        assertThat(world.settled()).hasSize(1000);
    }

    @Test
    void aBugInTheSenderCostsAnAttemptAndNoPlace() {
        world.put(FIRST, 1, Optional.empty());
        world.rule = Optional.of(call -> {
            throw new IllegalStateException("a bug");
        });
        Work work = world.take(FIRST);

        assertThat(world.verdict(work).kind()).isEqualTo(Verdict.Kind.RETRY);
        assertThat(world.deliver.inFlight()).isZero();
        world.rule = Optional.of(call -> Future.failedFuture("another"));
        assertThat(world.verdict(world.take(FIRST)).kind()).isEqualTo(Verdict.Kind.RETRY);
    }

    @Test
    void aSlowReceiverDoesNotHoldTheOthersUp() {
        world.take(FIRST, 100);
        assertThat(world.calls).isEqualTo(4);
        Work quick = world.take(SECOND);

        assertThat(world.calls).isEqualTo(5);
        world.asked.removeLast().answer().complete(DeliverWorld.answered(200));
        assertThat(world.verdict(quick)).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatWaitedTooLongGoesToTheBacklog() {
        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work fresh = world.take(FIRST);
        Work claimed = Works.claimed(FIRST, 3);
        world.take(claimed);
        world.pass(Duration.ofSeconds(5));

        Instant now = TestClock.START.plusSeconds(5);
        assertThat(((Postponed) world.of(fresh)).dueAt()).isEqualTo(now);
        assertThat(((Postponed) world.of(claimed)).dueAt()).isEqualTo(now.plusSeconds(1));
        assertThat(world.pauses.of(FIRST)).isEmpty();
    }

    @Test
    void aFullLineGoesToTheBacklog() {
        world.take(FIRST, 2004);
        assertThat(world.settled()).hasSize(4).allMatch(Postponed.class::isInstance);
        assertThat(world.deliver.waiting()).isEqualTo(1996);
    }

    @Test
    void aDeadReceiverIsSparedAndItsCallbacksGoToTheBacklog() {
        world.rule = Optional.of(call -> Future.succeededFuture(Outcome.failed(OutcomeKind.UNREACHABLE, "refused")));
        world.take(FIRST, 10);
        Work behind = world.take(FIRST);

        assertThat(world.calls).isEqualTo(10);
        assertThat(((Postponed) world.of(behind)).dueAt()).isEqualTo(TestClock.START.plusSeconds(1));
        assertThat(world.pauses.of(FIRST)).contains(TestClock.START.plusSeconds(1));
        world.rule = Optional.of(call -> Future.succeededFuture(DeliverWorld.answered(204)));
        world.pass(Duration.ofSeconds(1));
        world.take(FIRST);

        assertThat(world.calls).isEqualTo(11);
        assertThat(world.pauses.of(FIRST)).isEmpty();
    }

    @Test
    void aRateLimitHoldsForAMinute() {
        world.put(FIRST, 4, Optional.of(new RateLimit(2, Duration.ofSeconds(1))));
        world.rule = Optional.of(call -> {
            world.line.left(world.line.length());
            return Future.succeededFuture(DeliverWorld.answered(200));
        });
        for (int second = 0; second < 60; second++) {
            world.take(FIRST, 5);
            world.pass(Duration.ofSeconds(1));
        }

        assertThat(world.calls).isBetween(115, 121);
    }

    @Test
    void whenTheLedgerIsFullNothingIsStartedUntilItMoves() {
        world.rule = Optional.of(call -> Future.succeededFuture(DeliverWorld.answered(200)));
        world.take(FIRST, 50);
        assertThat(world.calls).isEqualTo(LEDGER_MAX);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.calls).isEqualTo(LEDGER_MAX);
        world.line.left(5);
        world.pass(Duration.ofMillis(100));

        assertThat(world.calls).isEqualTo(LEDGER_MAX + 5);
    }

    @Test
    void whatIsHeldUnderAnotherLicenceIsLetGo() {
        Work work = new Work(
                Works.callback(FIRST, "{}", Instant.MAX), 1, false, new Works.Held(new NodeId(new UUID(1, 1))));
        world.take(work);

        assertThat(Works.held(work).isSettled()).isTrue();
        assertThat(world.calls).isZero();
        assertThat(world.settled()).isEmpty();
    }

    @Test
    void withoutALicenceNothingIsStartedAndWhatWaitsIsForgotten() {
        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work waiting = world.take(FIRST);
        world.licence.lost(Works.NODE);
        world.answer(200);
        assertThat(world.calls).isEqualTo(1);
        world.deliver.forget();

        assertThat(Works.held(waiting).isSettled()).isTrue();
        assertThat(world.settledIds()).doesNotContain(waiting.callback().id());
        assertThat(world.deliver.waiting()).isZero();
    }

    @Test
    void whatWaitsUnderALicenceThatWasRenewedIsNotTried() {
        world.put(FIRST, 1, Optional.empty());
        world.take(FIRST);
        Work waiting = world.take(FIRST);
        world.licence.lost(Works.NODE);
        world.licence.renewed(new NodeId(new UUID(1, 2)));
        world.answer(200);

        assertThat(world.calls).isEqualTo(1);
        assertThat(Works.held(waiting).isSettled()).isTrue();
        assertThat(world.deliver.inFlight()).isZero();
    }

    @Test
    void stoppingSendsWhatWaitsToTheBacklogAndFinishesWhatIsInFlight() {
        world.put(FIRST, 1, Optional.empty());
        Work inFlight = world.take(FIRST);
        Work waiting = world.take(FIRST);
        world.deliver.stopStarting();
        Work late = world.take(FIRST);
        world.answer(200);

        assertThat(world.verdict(inFlight)).isEqualTo(Verdict.DELIVERED);
        assertThat(world.of(waiting)).isInstanceOf(Postponed.class);
        assertThat(world.of(late)).isInstanceOf(Postponed.class);
        assertThat(world.calls).isEqualTo(1);
        assertThat(world.deliver.inFlight()).isZero();
    }
}
