package dev.ringback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Licence;
import dev.ringback.flow.Membership;
import dev.ringback.support.ManualTimers;
import dev.ringback.support.Mood;
import dev.ringback.support.MoodyNodes;
import dev.ringback.support.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final NodeId OWN = node(5);
    private static final NodeId OTHER = node(3);
    private static final NodeId THIRD = node(7);
    private static final int DEAD_AFTER = 10;

    private final TestClock clock = new TestClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final MoodyNodes store = new MoodyNodes();
    private final One own = new One(OWN);
    private UUID mark = new UUID(1, 0);

    /** One node's part. */
    private final class One {
        final Licence licence;
        final Membership membership = new Membership();
        final Heartbeat heartbeat;
        int losses;
        int hints;

        One(NodeId node) {
            licence = new Licence(node);
            licence.onLost(() -> losses++);
            heartbeat = new Heartbeat(
                    store,
                    licence,
                    () -> mark,
                    timers.ambient(),
                    new Heartbeat.Watch(membership, new TakeOver(store, licence, clock, () -> hints++), DEAD_AFTER));
        }
    }

    private static NodeId node(int number) {
        return new NodeId(new UUID(0x7000, number));
    }

    @BeforeEach
    void joined() {
        store.add(OWN);
    }

    @Test
    void raisesTheBeatAndTellsTheMarkEachSecond() {
        start();
        mark = new UUID(2, 0);
        pass(3);

        assertThat(store.rows().get(OWN).beat()).isEqualTo(4);
        assertThat(store.rows().get(OWN).lowWater()).isEqualTo(mark);
        assertThat(own.heartbeat.isBeating()).isTrue();
    }

    @Test
    void aBeatThatHangsIsNoHeartbeat() {
        start();
        store.mood.next(Mood.Kind.LATE);
        pass(4);
        assertThat(own.heartbeat.isBeating()).isTrue();
        pass(3);

        assertThat(own.heartbeat.isBeating()).isFalse();
    }

    @Test
    void knowsItsPlaceAmongTheLiving() {
        store.add(OTHER);
        store.add(THIRD);
        start();
        assertThat(own.membership.now()).isEqualTo(new Membership.Place(3, 1));
        passWhileBeating(20, THIRD);

        assertThat(own.membership.now()).isEqualTo(new Membership.Place(2, 0));
        assertThat(store.rows()).containsOnlyKeys(OWN, THIRD);
    }

    @Test
    void aNodeIsDeadAfterSoManyBeatsWithoutOneOfItsOwn() {
        store.add(OTHER);
        List<CallbackId> unsettled = unsettled(OTHER, 7);
        CallbackId claimed = store.claimed(OTHER);
        start();
        pass(9);
        assertThat(store.rows()).containsKey(OTHER);
        pass(1);

        assertThat(store.rows()).doesNotContainKey(OTHER);
        assertThat(store.backlog()).hasSize(8).containsKeys(unsettled.toArray(CallbackId[]::new));
        assertThat(store.backlog().get(claimed).claimedBy()).isEmpty();
        assertThat(own.hints).isPositive();
    }

    @Test
    void afterAnOutageNobodyIsThoughtDead() {
        store.add(OTHER);
        start();
        pass(9);
        store.mood.usually(Mood.Kind.UNAVAILABLE);
        pass(100);
        assertThat(own.heartbeat.isBeating()).isFalse();
        store.mood.usually(Mood.Kind.WELL);
        pass(9);
        assertThat(own.heartbeat.isBeating()).isTrue();
        assertThat(store.rows()).containsKey(OTHER);
        passWhileBeating(50, OTHER);

        assertThat(store.rows()).containsKey(OTHER);
    }

    @Test
    void whileItHadNoLicenceNoBeatsWereCounted() {
        store.add(OTHER);
        start();
        pass(9);
        own.licence.lost(OWN);
        pass(100);
        assertThat(own.heartbeat.isBeating()).isFalse();
        own.licence.renewed(OWN);
        pass(10);
        assertThat(store.rows()).containsKey(OTHER);
        pass(1);

        assertThat(store.rows()).doesNotContainKey(OTHER);
    }

    @Test
    void learnsThatItIsFenced() {
        start();
        store.remove(OWN);
        pass(3);

        assertThat(own.losses).isEqualTo(1);
        assertThat(own.licence.isValid()).isFalse();
        assertThat(own.membership.now().nodes()).isPositive();
    }

    /** Its row may go between its beat and its look at the others. */
    @Test
    void aNodeThatIsNotInTheTableKeepsItsPlaceUntilItKnows() {
        store.mood.next(Mood.Kind.WELL, Mood.Kind.LATE);
        var started = own.heartbeat.start();
        store.remove(OWN);
        store.mood.release();

        assertThat(started.succeeded()).isTrue();
        assertThat(own.membership.now()).isEqualTo(new Membership.Place(1, 0));
    }

    @Test
    void goesOnWithATakeOverThatAnOutageInterrupted() {
        store.add(OTHER);
        List<CallbackId> unsettled = unsettled(OTHER, 7);
        start();
        store.recovering.next(Mood.Kind.WELL, Mood.Kind.WELL, Mood.Kind.UNAVAILABLE);
        pass(10);
        assertThat(store.rows()).containsKey(OTHER);
        assertThat(store.backlog()).hasSize(3);
        pass(1);

        assertThat(store.backlog().keySet()).containsExactlyElementsOf(unsettled);
        assertThat(store.rows()).doesNotContainKey(OTHER);
    }

    @Test
    void oneTakeOverThatFailsDoesNotHoldTheNextUp() {
        store.add(OTHER);
        store.add(THIRD);
        unsettled(THIRD, 2);
        start();
        store.recovering.next(Mood.Kind.UNAVAILABLE);
        pass(10);

        assertThat(store.rows()).containsOnlyKeys(OTHER, OWN);
        pass(1);
        assertThat(store.rows()).containsOnlyKeys(OWN);
    }

    @Test
    void aLongTakeOverRunsBesideTheBeatAndOnlyOnce() {
        store.add(OTHER);
        unsettled(OTHER, 2);
        start();
        store.recovering.usually(Mood.Kind.LATE);
        pass(30);

        assertThat(own.heartbeat.isBeating()).isTrue();
        assertThat(store.rows().get(OWN).beat()).isEqualTo(31);
        assertThat(store.recovering.held()).isEqualTo(1);
        store.recovering.usually(Mood.Kind.WELL);
        store.recovering.releaseAll();
        assertThat(store.rows()).containsOnlyKeys(OWN);
    }

    @Test
    void twoSurvivorsDoNotTakeOverAtOnce() {
        One other = second(THIRD);
        store.add(OTHER);
        List<CallbackId> unsettled = unsettled(OTHER, 7);
        start();
        other.heartbeat.start();
        store.recovering.next(Mood.Kind.LATE, Mood.Kind.LATE);
        pass(10);
        store.recovering.releaseAll();
        pass(2);

        assertThat(store.backlog().keySet()).containsExactlyElementsOf(unsettled);
        assertThat(store.rows()).containsOnlyKeys(OWN, THIRD);
    }

    @Test
    void whatADyingSurvivorBeganAnotherFinishes() {
        One other = second(THIRD);
        store.add(OTHER);
        List<CallbackId> unsettled = unsettled(OTHER, 7);
        assertThat(other.heartbeat.start().succeeded()).isTrue();
        store.recovering.next(Mood.Kind.WELL, Mood.Kind.WELL, Mood.Kind.WELL, Mood.Kind.UNAVAILABLE);
        passWhileBeating(10, OWN);
        other.heartbeat.stop();
        assertThat(store.backlog()).hasSize(3);
        assertThat(store.rows().get(OTHER).takenBy()).contains(THIRD);
        start();
        pass(30);

        assertThat(store.backlog().keySet()).containsExactlyElementsOf(unsettled);
        assertThat(store.rows()).containsOnlyKeys(OWN);
    }

    @Test
    void oneStoppedBeatsNoMore() {
        start();
        own.heartbeat.stop();
        pass(5);

        assertThat(store.rows().get(OWN).beat()).isEqualTo(1);
        assertThat(timers.size()).isZero();
    }

    private One second(NodeId node) {
        store.add(node);
        return new One(node);
    }

    private List<CallbackId> unsettled(NodeId node, int count) {
        return store.unsettled(node, count);
    }

    private void start() {
        assertThat(own.heartbeat.start().succeeded()).isTrue();
    }

    private void pass(int seconds) {
        for (int unused : Collections.nCopies(seconds, 0)) {
            timers.advance(Duration.ofSeconds(1));
        }
    }

    private void passWhileBeating(int seconds, NodeId living) {
        for (int unused : Collections.nCopies(seconds, 0)) {
            store.raise(living);
            pass(1);
        }
    }
}
