package dev.ringback.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Attempt;
import dev.ringback.domain.Excerpt;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Outcome;
import dev.ringback.domain.OutcomeKind;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.Verdict;
import dev.ringback.domain.Work;
import dev.ringback.flow.LedgerLine;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Settlement;
import dev.ringback.flow.Settlement.Postponed;
import dev.ringback.flow.Settlement.Tried;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.Mood;
import dev.ringback.support.MoodyLedger;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordOutcomesTest {
    /** Longer than the ledger pauses after a batch of several. */
    private static final Duration A_PAUSE = Duration.ofMillis(5);

    private static final ProfileId PROFILE = Works.profile(1);
    private static final Instant LATER = TestClock.START.plusSeconds(60);

    private final ManualTimers timers = new ManualTimers(new TestClock());
    private final MoodyLedger store = new MoodyLedger();
    private final Licence licence = new Licence(Works.NODE);
    private final LedgerLine line = new LedgerLine(1000);
    private final List<String> losses = new ArrayList<>();
    private int hints;
    private final RecordOutcomes record =
            new RecordOutcomes(store, licence, line, timers.ambient(), new RecordOutcomes.Outlet(4, () -> hints++));

    @Test
    void letsGoOfACallbackWhenItsOutcomeIsDurable() {
        store.mood.next(Mood.Kind.LATE);
        Work work = Works.fresh(PROFILE);
        take(tried(work, Verdict.DELIVERED));

        assertThat(Works.held(work).isSettled()).isFalse();
        assertThat(line.length()).isEqualTo(1);
        store.mood.release();

        assertThat(Works.held(work).isSettled()).isTrue();
        assertThat(line.length()).isZero();
        assertThat(hints).isZero();
        assertThat(record.isIdle()).isTrue();
    }

    @Test
    void tellsTheBacklogOfRetriesAndOfWhatWasPostponed() {
        Work retried = Works.fresh(PROFILE);
        take(tried(retried, Verdict.retryAt(LATER)));
        assertThat(hints).isEqualTo(1);
        Work postponed = store.claimed(PROFILE, 2);
        take(new Postponed(postponed, LATER));

        assertThat(hints).isEqualTo(2);
        assertThat(store.waiting())
                .containsOnlyKeys(retried.callback().id(), postponed.callback().id());
        assertThat(Works.held(postponed).isSettled()).isTrue();
    }

    @Test
    void gathersWhileABatchIsWritten() {
        store.mood.next(Mood.Kind.LATE);
        for (int i = 0; i < 7; i++) {
            take(tried(Works.fresh(PROFILE), Verdict.DELIVERED));
        }
        store.mood.release();
        timers.advance(A_PAUSE);

        assertThat(store.batches).containsExactly(1, 4, 2);
        assertThat(line.length()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.Kind.class,
            names = {"UNAVAILABLE", "UNKNOWN_LOST", "UNKNOWN_WRITTEN"})
    void triesUntilItIsWritten(Mood.Kind kind) {
        store.mood.usually(kind);
        Work work = Works.fresh(PROFILE);
        Work postponed = Works.fresh(PROFILE);
        take(tried(work, Verdict.retryAt(LATER)), new Postponed(postponed, LATER));
        timers.advance(Duration.ofMinutes(1));

        assertThat(Works.held(work).isSettled()).isFalse();
        assertThat(line.length()).isEqualTo(2);
        store.mood.usually(Mood.Kind.WELL);
        timers.advance(Duration.ofMillis(250));

        assertThat(Works.held(work).isSettled()).isTrue();
        assertThat(Works.held(postponed).isSettled()).isTrue();
        assertThat(store.attempts()).hasSize(1);
        assertThat(store.waiting()).hasSize(2);
        assertThat(line.length()).isZero();
        timers.advance(A_PAUSE);
        assertThat(timers.size()).isZero();
    }

    @Test
    void writesAtLastHoweverLongTheDatabaseWasAway() {
        store.mood.usually(Mood.Kind.UNAVAILABLE);
        Work work = Works.fresh(PROFILE);
        take(tried(work, Verdict.DELIVERED));
        timers.advance(Duration.ofHours(8));
        store.mood.usually(Mood.Kind.WELL);
        timers.advance(Duration.ofMillis(250));

        assertThat(Works.held(work).isSettled()).isTrue();
        assertThat(record.isIdle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anOutcomeThatIsRefusedIsRecordedWithoutItsTexts(int bad) {
        store.refuse(attempt -> attempt.outcome().error().equals("bad"));
        List<Settlement> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(tried(Works.fresh(PROFILE), Verdict.retryAt(LATER), i == bad ? "bad" : "good"));
        }
        record.take(all);

        assertThat(store.attempts()).hasSize(4);
        assertThat(store.attempts())
                .extracting(one -> one.outcome().error())
                .containsExactlyInAnyOrder("good", "good", "good", "");
        assertThat(store.waiting()).hasSize(4);
        assertThat(all).allMatch(one -> Works.held(one.work()).isSettled());
    }

    @Test
    void aFreshOneThatCannotBeWrittenAtAllIsLeftToTheSweep() {
        Work bad = Works.fresh(PROFILE);
        Work good = Works.fresh(PROFILE);
        store.refuse(attempt -> attempt.key().callback().equals(bad.callback().id()));
        take(tried(bad, Verdict.DELIVERED), tried(good, Verdict.DELIVERED));

        assertThat(Works.held(bad).isSettled()).isFalse();
        assertThat(Works.held(good).isSettled()).isTrue();
        assertThat(record.isIdle()).isTrue();
    }

    /** No sweep looks for claims; one that memory holds is never freed. */
    @Test
    void aClaimedOneThatCannotBeWrittenAtAllGivesItsClaimBack() {
        Work tried = store.claimed(PROFILE, 2);
        Work postponed = store.claimed(PROFILE, 2);
        store.refuseAll();
        take(tried(tried, Verdict.DELIVERED), new Postponed(postponed, LATER));

        assertThat(Works.held(tried).isSettled()).isTrue();
        assertThat(Works.held(postponed).isSettled()).isTrue();
        assertThat(store.attempts()).isEmpty();
    }

    @Test
    void aBugInTheStoreDoesNotStopTheLedger() {
        store.mood.next(Mood.Kind.THROWS);
        take(tried(store.claimed(PROFILE, 1), Verdict.DELIVERED));
        Work next = Works.fresh(PROFILE);
        take(tried(next, Verdict.DELIVERED));

        assertThat(Works.held(next).isSettled()).isTrue();
        assertThat(line.length()).isZero();
    }

    /** One statement cannot make two backlog rows of one callback: together they would be refused for ever. */
    @Test
    void twoOutcomesOfOneCallbackGoInTwoBatches() {
        store.mood.next(Mood.Kind.LATE);
        take(tried(Works.fresh(PROFILE), Verdict.DELIVERED));
        Work work = Works.fresh(PROFILE);
        Work again = new Work(work.callback(), 1, true, new Works.Held(Works.NODE));
        line.entered();
        line.entered();
        line.entered();
        record.take(List.of(
                tried(work, Verdict.retryAt(LATER)),
                tried(again, Verdict.retryAt(LATER)),
                tried(Works.fresh(PROFILE), Verdict.DELIVERED)));
        store.mood.release();
        timers.advance(A_PAUSE);

        assertThat(store.batches).containsExactly(1, 2, 1);
        assertThat(store.attempts()).hasSize(3);
        assertThat(Works.held(work).isSettled()).isTrue();
        assertThat(Works.held(again).isSettled()).isTrue();
        assertThat(line.length()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    void aFencedNodeDropsWhatItHeldAndSaysSoOnce() {
        licence.onLost(() -> losses.add("lost"));
        store.fence(Works.NODE);
        Work tried = Works.fresh(PROFILE);
        Work postponed = store.claimed(PROFILE, 3);
        take(tried(tried, Verdict.DELIVERED), new Postponed(postponed, LATER));
        take(tried(Works.fresh(PROFILE), Verdict.DELIVERED));
        timers.advance(A_PAUSE);

        assertThat(losses).hasSize(1);
        assertThat(store.attempts()).isEmpty();
        assertThat(Works.held(tried).isSettled()).isTrue();
        assertThat(Works.held(postponed).isSettled()).isTrue();
        assertThat(line.length()).isZero();
    }

    @Test
    void whatIsRepeatedWhenTheLicenceWasRenewedIsNotWrittenUnderTheNew() {
        NodeId next = new NodeId(new UUID(1, 1));
        store.mood.next(Mood.Kind.UNAVAILABLE);
        Work old = Works.fresh(PROFILE);
        take(tried(old, Verdict.DELIVERED));
        Work gathered = Works.fresh(PROFILE);
        take(tried(gathered, Verdict.DELIVERED));
        store.fence(Works.NODE);
        licence.lost(Works.NODE);
        licence.renewed(next);
        timers.advance(Duration.ofSeconds(1));

        assertThat(store.attempts()).isEmpty();
        assertThat(Works.held(old).isSettled()).isTrue();
        assertThat(Works.held(gathered).isSettled()).isTrue();
        assertThat(licence.covers(next)).isTrue();
        assertThat(line.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverTheStoreDoesAllIsWrittenOnce(long seed) {
        Random chance = new Random(seed);
        Mood.Kind[] kinds = {
            Mood.Kind.WELL, Mood.Kind.LATE, Mood.Kind.UNAVAILABLE, Mood.Kind.UNKNOWN_LOST, Mood.Kind.UNKNOWN_WRITTEN
        };
        store.refuse(attempt -> attempt.outcome().error().equals("bad"));
        List<Work> works = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            store.mood.next(kinds[chance.nextInt(kinds.length)]);
            Work work = Works.fresh(PROFILE);
            works.add(work);
            Verdict verdict = chance.nextBoolean() ? Verdict.DELIVERED : Verdict.retryAt(LATER);
            take(
                    chance.nextInt(5) == 0
                            ? new Postponed(work, LATER)
                            : tried(work, verdict, chance.nextInt(60) == 0 ? "bad" : ""));
            if (chance.nextBoolean()) {
                store.mood.releaseAll();
            }
            timers.advance(Duration.ofMillis(chance.nextInt(200)));
            for (Work one : works) {
                boolean written = store.has(one.callback().id());
                assertThat(written || !Works.held(one).isSettled())
                        .as("seed=%s step=%s", seed, step)
                        .isTrue();
            }
        }
        for (int i = 0; i < 2000 && !record.isIdle(); i++) {
            store.mood.releaseAll();
            timers.advance(Duration.ofSeconds(1));
        }

        assertThat(works).as("seed=%s", seed).allMatch(work -> Works.held(work).isSettled());
        assertThat(line.length()).isZero();
    }

    private void take(Settlement... settlements) {
        for (Settlement unused : settlements) {
            line.entered();
        }
        record.take(List.of(settlements));
    }

    private static Tried tried(Work work, Verdict verdict) {
        return tried(work, verdict, "");
    }

    private static Tried tried(Work work, Verdict verdict, String error) {
        return new Tried(new Attempt(
                work,
                new Attempt.Times(TestClock.START, TestClock.START),
                Outcome.failed(OutcomeKind.BROKEN, error),
                verdict,
                Excerpt.NONE));
    }
}
