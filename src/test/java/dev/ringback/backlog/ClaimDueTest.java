package dev.ringback.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.ProfileId;
import dev.ringback.domain.ProfileSpec;
import dev.ringback.domain.RetrySchedule;
import dev.ringback.domain.SuccessRule;
import dev.ringback.domain.Work;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.flow.Pauses;
import dev.ringback.flow.Placement;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.Mood;
import dev.ringback.support.MoodyBacklog;
import dev.ringback.support.TestClock;
import dev.ringback.support.Works;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimDueTest {
    private static final int CLAIM_MAX = 40;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final ProfileId FIRST = Works.profile(1);
    private static final ProfileId SECOND = Works.profile(2);
    private static final Instant NOW = TestClock.START;
    private static final NodeId NEXT = new NodeId(new UUID(1, 1));

    private final TestClock clock = new TestClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final MoodyBacklog store = new MoodyBacklog(NEXT);
    private final Licence licence = new Licence(Works.NODE);
    private final Membership membership = new Membership();
    private final Pauses pauses = new Pauses();
    private final List<Work> handedOn = new ArrayList<>();
    private final Set<ProfileId> unread = new HashSet<>();
    private boolean ledgerIsFull;
    private int maxInFlight = 2;
    private int told;
    private final ClaimDue claimDue = new ClaimDue(
            store,
            licence,
            timers.ambient(),
            new ClaimDue.Hands(
                    new Placement(1, membership, id -> Optional.of(delivery())),
                    id -> unread.contains(id) ? Future.failedFuture("the database is away") : Future.succeededFuture(),
                    pauses,
                    (loop, works) -> handedOn.addAll(works),
                    () -> ledgerIsFull,
                    CLAIM_MAX,
                    POLL,
                    () -> told++));

    private ProfileSpec.Delivery delivery() {
        return new ProfileSpec.Delivery(
                RetrySchedule.STANDARD,
                SuccessRule.ANY_2XX,
                Duration.ofSeconds(10),
                maxInFlight,
                Optional.empty(),
                false);
    }

    @Test
    void tellsTheOthersNowAndThenWhileMoreIsDueThanItHasRoomFor() {
        store.add(FIRST, NOW);
        claimDue.start();
        timers.advance(Duration.ofSeconds(2));
        assertThat(told).isZero();

        for (int i = 0; i < 100; i++) {
            store.add(FIRST, NOW);
        }
        claimDue.hint();
        timers.advance(Duration.ofSeconds(2));

        assertThat(told).isBetween(2, 5);
    }

    @Test
    void claimsWhatIsDueAndHandsItOn() {
        CallbackId due = store.add(FIRST, NOW);
        CallbackId later = store.add(FIRST, NOW.plusSeconds(3));
        claimDue.start();

        Work work = handedOn.get(0);
        assertThat(work.callback().id()).isEqualTo(due);
        assertThat(work.claimed()).isTrue();
        assertThat(work.number()).isEqualTo(2);
        assertThat(work.hold().licence()).isEqualTo(Works.NODE);
        timers.advance(Duration.ofMillis(2999));
        assertThat(handedOn).hasSize(1);
        timers.advance(Duration.ofMillis(251));
        assertThat(handedOn).extracting(one -> one.callback().id()).containsExactly(due, later);
    }

    @Test
    void leavesWhatIsOfAProfileThatItCannotReadYet() {
        unread.add(FIRST);
        add(FIRST, 1);
        add(SECOND, 1);
        claimDue.start();
        timers.advance(Duration.ofSeconds(2));
        assertThat(profiles()).containsExactly(SECOND);

        unread.clear();
        timers.advance(Duration.ofSeconds(2));
        assertThat(profiles()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void claimsNoMoreThanALaneHasRoomFor() {
        add(FIRST, 30);
        claimDue.start();
        timers.advance(Duration.ofSeconds(5));

        assertThat(handedOn).hasSize(16);
        handedOn.get(0).hold().settled();
        timers.advance(Duration.ofSeconds(1));
        assertThat(handedOn).hasSize(17);
        assertThat(claimDue.claimed()).isEqualTo(16);
    }

    @Test
    void aProfileWithALargeLimitGetsRoundsAhead() {
        maxInFlight = 8;
        add(FIRST, 100);
        claimDue.start();
        timers.advance(Duration.ofSeconds(2));

        assertThat(handedOn).hasSize(32);
    }

    @Test
    void aNodeWithoutAShareLeavesTheProfileToTheOthers() {
        maxInFlight = 1;
        add(FIRST, 3);
        add(SECOND, 3);
        membership.changed(2, 0);
        claimDue.start();
        timers.advance(Duration.ofSeconds(2));
        Set<ProfileId> mine = profiles();
        membership.changed(2, 1);
        timers.advance(Duration.ofSeconds(2));

        assertThat(mine.size() + profiles().size()).isGreaterThanOrEqualTo(2);
        assertThat(profiles()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void aReceiverThatIsSparedIsLeftAloneAndThenProbed() {
        add(FIRST, 10);
        add(SECOND, 1);
        pauses.pause(FIRST, NOW.plusSeconds(30));
        claimDue.start();
        timers.advance(Duration.ofSeconds(29));
        assertThat(profiles()).containsExactly(SECOND);
        timers.advance(Duration.ofSeconds(2));

        assertThat(handedOn).hasSize(1 + 2);
        pauses.end(FIRST);
        timers.advance(Duration.ofSeconds(1));
        assertThat(handedOn).hasSize(1 + 10);
    }

    @Test
    void claimsNothingWhileTheLedgerIsFullOrWithoutALicence() {
        add(FIRST, 1);
        ledgerIsFull = true;
        claimDue.start();
        timers.advance(Duration.ofSeconds(3));
        assertThat(store.rounds).isZero();
        ledgerIsFull = false;
        licence.lost(Works.NODE);
        timers.advance(Duration.ofSeconds(3));
        assertThat(store.rounds).isZero();
        licence.renewed(NEXT);
        timers.advance(Duration.ofSeconds(1));

        assertThat(handedOn).extracting(work -> work.hold().licence()).containsExactly(NEXT);
    }

    /** The profiles with the smallest ids would else take every place that comes free. */
    @Test
    void allProfilesGetTheirTurnHoweverManyAreSlow() {
        for (int profile = 1; profile <= 10; profile++) {
            add(Works.profile(profile), 50);
        }
        claimDue.start();
        Set<ProfileId> served = new HashSet<>();
        int taken = 0;
        for (int i = 0; i < 200 && served.size() < 10; i++) {
            timers.advance(Duration.ofMillis(250));
            for (; taken < handedOn.size(); taken++) {
                served.add(handedOn.get(taken).callback().profile());
            }
            assertThat(claimDue.claimed()).isLessThanOrEqualTo(CLAIM_MAX);
            handedOn.get(i).hold().settled();
        }

        assertThat(served).hasSize(10);
    }

    @Test
    void goesOnAfterTheDatabaseWasAway() {
        add(FIRST, 1);
        store.mood.next(Mood.Kind.UNAVAILABLE, Mood.Kind.WELL, Mood.Kind.UNAVAILABLE);
        claimDue.start();
        assertThat(handedOn).isEmpty();
        timers.advance(Duration.ofSeconds(3));

        assertThat(handedOn).hasSize(1);
    }

    @Test
    void claimsWhoseAnswerWasLostAreFreedAndClaimedAgain() {
        add(FIRST, 1);
        store.mood.next(Mood.Kind.WELL, Mood.Kind.UNKNOWN_WRITTEN);
        claimDue.start();
        timers.advance(Duration.ofSeconds(10));
        assertThat(handedOn).isEmpty();
        assertThat(store.claimed()).hasSize(1);
        assertThat(claimDue.freeLostClaims().succeeded()).isTrue();
        timers.advance(Duration.ofSeconds(2));

        assertThat(handedOn).hasSize(1);
        assertThat(claimDue.freeLostClaims().succeeded()).isTrue();
        assertThat(store.claimed()).hasSize(1);
    }

    @Test
    void freeingDuringARoundWaitsForItsEnd() {
        add(FIRST, 1);
        store.mood.next(Mood.Kind.WELL, Mood.Kind.LATE);
        claimDue.start();
        assertThat(claimDue.freeLostClaims().succeeded()).isTrue();
        store.mood.release();

        assertThat(store.claimed()).containsExactly(handedOn.get(0).callback().id());
    }

    @Test
    void noRoundBeginsWhileClaimsAreFreedAndRoundsGoOnAfterwards() {
        claimDue.start();
        store.mood.next(Mood.Kind.LATE);
        var freed = claimDue.freeLostClaims();
        add(FIRST, 1);
        claimDue.hint();
        timers.advance(Duration.ofSeconds(5));
        assertThat(handedOn).isEmpty();
        store.mood.release();
        assertThat(freed.succeeded()).isTrue();
        assertThat(store.claimed()).isEmpty();
        timers.advance(Duration.ofSeconds(1));

        assertThat(handedOn).hasSize(1);
    }

    @Test
    void aClaimThatWasLostInTheNodeIsLetGoAndClaimedAgain() {
        add(FIRST, 1);
        claimDue.start();
        freeEachMinute(10);
        assertThat(handedOn).hasSize(1);
        freeEachMinute(2);

        assertThat(handedOn).hasSize(2);
        assertThat(handedOn.get(1).callback().id())
                .isEqualTo(handedOn.get(0).callback().id());
    }

    @Test
    void noClaimCountsAsLostWhileTheLedgerCannotWrite() {
        add(FIRST, 1);
        claimDue.start();
        ledgerIsFull = true;
        freeEachMinute(30);
        ledgerIsFull = false;
        freeEachMinute(5);

        assertThat(handedOn).hasSize(1);
    }

    private void freeEachMinute(int minutes) {
        for (int i = 0; i < minutes; i++) {
            assertThat(claimDue.freeLostClaims().succeeded()).isTrue();
            timers.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void aHintIsHeardAtOnceAndManyDoNotPutItOff() {
        claimDue.start();
        add(FIRST, 1);
        for (int i = 0; i < 20; i++) {
            claimDue.hint();
            timers.advance(Duration.ofMillis(1));
        }

        assertThat(handedOn).hasSize(1);
    }

    @Test
    void aHintDuringARoundIsNotForgotten() {
        store.mood.next(Mood.Kind.LATE);
        claimDue.start();
        store.mood.release();
        store.mood.next(Mood.Kind.LATE);
        timers.advance(Duration.ofSeconds(1));
        claimDue.hint();
        store.mood.release();
        add(FIRST, 1);
        timers.advance(Duration.ofMillis(10));

        assertThat(handedOn).hasSize(1);
    }

    /** Its heartbeat hears of it; a claim only finds nothing. */
    @Test
    void aFencedNodeClaimsNothingAndForgetsItsClaims() {
        add(FIRST, 2);
        claimDue.start();
        store.fence(Works.NODE);
        add(FIRST, 1);
        timers.advance(Duration.ofSeconds(2));
        assertThat(handedOn).hasSize(2);
        assertThat(licence.isValid()).isTrue();
        claimDue.forget();

        assertThat(claimDue.claimed()).isZero();
    }

    @Test
    void oneStoppedClaimsNoMore() {
        claimDue.start();
        claimDue.stop();
        add(FIRST, 1);
        claimDue.hint();
        timers.advance(Duration.ofSeconds(5));

        assertThat(handedOn).isEmpty();
        assertThat(timers.size()).isZero();
    }

    /** A claim that was given back while its answer was lost comes again before memory has let the first go. */
    @Test
    void oneClaimedTwiceCountsOnce() {
        Claims claims = new Claims(() -> {});
        CallbackId id = store.add(FIRST, NOW);
        var first = claims.hold(id, FIRST, Works.NODE);
        var second = claims.hold(id, FIRST, Works.NODE);
        assertThat(claims.of(FIRST)).isEqualTo(1);
        first.settled();
        assertThat(claims.ids()).containsExactly(id);
        second.settled();
        second.settled();

        assertThat(claims.of(FIRST)).isZero();
        assertThat(claims.size()).isZero();
    }

    @Test
    void cancellingGoesOnUntilNothingIsLeft() {
        add(FIRST, 4500);
        add(SECOND, 1);

        assertThat(new CancelWaiting(store, licence, clock).cancelAll(FIRST).succeeded())
                .isTrue();
        assertThat(store.rows()).hasSize(1);
    }

    private void add(ProfileId profile, int count) {
        for (int i = 0; i < count; i++) {
            CallbackId unused = store.add(profile, NOW);
        }
    }

    private Set<ProfileId> profiles() {
        Set<ProfileId> profiles = new HashSet<>();
        handedOn.forEach(work -> profiles.add(work.callback().profile()));
        return profiles;
    }
}
