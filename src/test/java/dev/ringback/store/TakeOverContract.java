package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cluster.NodeStore.Portion;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does when a take-over meets statements that are under way. */
interface TakeOverContract extends StoreSteps {
    default Writes.Ground ground() {
        NodeId node = node();
        Entry fresh = written(node, 1, profile(1)).get(0);
        CallbackId unused = scheduled(node, profile(2));
        return new Writes.Ground(node, fresh, SAMPLES);
    }

    /** All that there is to see, as far as a statement of {@link Writes} would change it. */
    default List<Object> seen(Writes.Ground ground) {
        return List.of(
                world().allCallbacks(),
                world().allWaiting(),
                world().attempts(StoreSteps.id(ground.fresh())),
                world().counts(profile(1)),
                world().counts(profile(2)),
                Await.result(world().backlog().dueProfiles(Optional.empty(), 10)));
    }

    @ParameterizedTest
    @EnumSource(Writes.class)
    default void aNodeIsNotFencedBetweenALockAndItsCommit(Writes write) {
        Writes.Ground ground = ground();
        NodeId survivor = node();
        var before = seen(ground);
        world().held().hold();
        Future<?> sent = write.send(ground, Writes.Way.of(world().held()));
        world().held().awaitHeld(1);

        assertThat(fence(ground.node(), survivor, survivor)).isFalse();
        assertThat(seen(ground)).isEqualTo(before);
        world().held().letGo();

        assertThat(succeeds(sent)).isTrue();
        assertThat(seen(ground)).isNotEqualTo(before);
        assertThat(fence(ground.node(), survivor, survivor)).isTrue();
    }

    /** It has its snapshot, in which it is licensed, and waits for the row that a survivor has in hand. */
    @ParameterizedTest
    @EnumSource(Writes.class)
    default void aLateStatementOfAFencedNodeWritesNothing(Writes write) {
        Writes.Ground ground = ground();
        NodeId survivor = node();
        var before = seen(ground);
        world().held().hold();
        Future<Boolean> fenced = world().held().nodes().fence(ground.node(), survivor, List.of(survivor));
        world().held().awaitHeld(1);
        Future<?> late = write.send(ground, Writes.Way.of(world()));
        world().awaitWaiting(1);
        world().held().letGo();

        assertThat(Await.result(fenced)).isTrue();
        assertThat(isFenced(late)).isEqualTo(write != Writes.CLAIM && write != Writes.SWEEP);
        assertThat(seen(ground)).isEqualTo(before);
        assertThat(recover(ground.node(), survivor).recovered()).isEqualTo(1);
    }

    /** The survivor's session breaks: the row is as it was, and the node goes on. */
    @ParameterizedTest
    @EnumSource(Writes.class)
    default void aStatementGoesOnWhenAFenceIsRolledBack(Writes write) {
        Writes.Ground ground = ground();
        NodeId survivor = node();
        var before = seen(ground);
        world().held().hold();
        Future<Boolean> fenced = world().held().nodes().fence(ground.node(), survivor, List.of(survivor));
        world().held().awaitHeld(1);
        Future<?> late = write.send(ground, Writes.Way.of(world()));
        world().awaitWaiting(1);
        world().held().end();

        assertThat(trouble(fenced)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
        assertThat(succeeds(late)).isTrue();
        assertThat(seen(ground)).isNotEqualTo(before);
        Await.result(world().nodes().beat(ground.node(), new UUID(0, 0)));
    }

    @Test
    default void whatWasCommittedLateIsRecovered() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> early = written(dead, 2, profile(1));
        List<Entry> late = SAMPLES.many(2, profile(1));
        world().held().hold();
        Future<Void> append = world().held().journal().append(dead, late);
        world().held().awaitHeld(1);
        assertThat(fence(dead, survivor, survivor)).isFalse();
        world().held().letGo();
        Await.result(append);

        assertThat(fence(dead, survivor, survivor)).isTrue();
        assertThat(recover(dead, survivor))
                .isEqualTo(new Portion(4, 4, Optional.of(ids(late).get(1))));
        assertThat(ids(early)).allSatisfy(id -> assertThat(world().waiting(id)).isPresent());
    }

    @Test
    default void ofTwoSurvivorsTheSecondPassesBy() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        List<Entry> entries = written(dead, 3, profile(1));
        world().held().hold();
        Future<Boolean> fenced = world().held().nodes().fence(dead, first, List.of(first, second));
        world().held().awaitHeld(1);

        assertThat(fence(dead, second, first, second)).isFalse();
        world().held().letGo();

        assertThat(Await.result(fenced)).isTrue();
        assertThat(fence(dead, second, first, second)).isFalse();
        assertThat(recover(dead, second).seen()).isZero();
        assertThat(recover(dead, first).recovered()).isEqualTo(entries.size());
    }

    /** The first is thought dead in the middle of its recovery, and is not. */
    @Test
    default void twoSurvivorsWhoseRecoveriesMeetMakeOneRowEach() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        List<Entry> entries = written(dead, 3, profile(1));
        assertThat(fence(dead, first, first)).isTrue();
        world().held().hold();
        Future<Portion> slow = world().held().nodes().recover(dead, first, Optional.empty(), NOW, 2);
        world().held().awaitHeld(1);
        assertThat(fence(dead, second, second)).isTrue();
        Future<Portion> other = world().nodes().recover(dead, second, Optional.empty(), LATER, 10);
        world().awaitWaiting(1);
        world().held().letGo();

        assertThat(Await.result(slow).recovered()).isEqualTo(2);
        assertThat(Await.result(other))
                .isEqualTo(new Portion(3, 1, Optional.of(ids(entries).get(2))));
        assertThat(world().allWaiting()).isEqualTo(3);
        assertThat(world().waiting(ids(entries).get(0)).orElseThrow().dueAt()).isEqualTo(NOW);
    }

    @Test
    default void whatTheFirstSurvivorRolledBackTheSecondRecovers() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        List<Entry> entries = written(dead, 3, profile(1));
        assertThat(fence(dead, first, first)).isTrue();
        world().held().hold();
        Future<Portion> slow = world().held().nodes().recover(dead, first, Optional.empty(), NOW, 10);
        world().held().awaitHeld(1);
        assertThat(fence(dead, second, second)).isTrue();
        Future<Portion> other = world().nodes().recover(dead, second, Optional.empty(), LATER, 10);
        world().awaitWaiting(1);
        world().held().end();

        assertThat(trouble(slow)).isEqualTo(Trouble.Kind.FATE_UNKNOWN);
        assertThat(Await.result(other).recovered()).isEqualTo(3);
        assertThat(ids(entries))
                .allSatisfy(id ->
                        assertThat(world().waiting(id).orElseThrow().dueAt()).isEqualTo(LATER));
    }

    @Test
    default void aBeatUnderWayKeepsSurvivorsAwayAndHindersNobodyElse() {
        NodeId node = node();
        NodeId survivor = node();
        world().held().hold();
        Future<Void> beat = world().held().nodes().beat(node, new UUID(0, 0));
        world().held().awaitHeld(1);

        List<Entry> entries = written(node, 1, profile(1));
        assertThat(fence(node, survivor, survivor)).isFalse();
        world().held().letGo();

        Await.result(beat);
        assertThat(world().has(StoreSteps.id(entries.get(0)))).isTrue();
    }

    @Test
    default void aWriteUnderWayDoesNotHinderTheBeat() {
        NodeId node = node();
        world().held().hold();
        Future<Void> append = world().held().journal().append(node, SAMPLES.many(1, profile(1)));
        world().held().awaitHeld(1);

        Await.result(world().nodes().beat(node, new UUID(0, 0)));
        world().held().letGo();

        Await.result(append);
    }

    /** Else the survivor would begin above what is unsettled. */
    @Test
    default void aLateBeatOfTheFencedMovesNoMark() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> entries = written(dead, 2, profile(1));
        world().held().hold();
        Future<Boolean> fenced = world().held().nodes().fence(dead, survivor, List.of(survivor));
        world().held().awaitHeld(1);
        Future<Void> beat = world().nodes().beat(dead, ids(entries).get(1).value());
        world().awaitWaiting(1);
        world().held().letGo();

        assertThat(Await.result(fenced)).isTrue();
        assertThat(trouble(beat)).isEqualTo(Trouble.Kind.FENCED);
        assertThat(recover(dead, survivor).recovered()).isEqualTo(2);
    }

    /** What it has in a lane may be delivered and recorded until the fence; then it is the survivor's. */
    @Test
    default void anOutcomeIsRecordedOrItsCallbackRecoveredNeverBoth() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> entries = written(dead, 2, profile(1));
        world().held().hold();
        Future<Void> recorded =
                world().held().ledger().record(dead, List.of(tried(fresh(entries.get(0)), Verdict.DELIVERED)), NOW);
        world().held().awaitHeld(1);
        assertThat(fence(dead, survivor, survivor)).isFalse();
        world().held().letGo();
        Await.result(recorded);
        assertThat(fence(dead, survivor, survivor)).isTrue();
        Future<Void> late =
                world().ledger().record(dead, List.of(tried(fresh(entries.get(1)), Verdict.DELIVERED)), NOW);

        assertThat(trouble(late)).isEqualTo(Trouble.Kind.FENCED);
        assertThat(recover(dead, survivor).recovered()).isEqualTo(1);
        assertThat(world().waiting(ids(entries).get(0))).isEmpty();
        assertThat(world().waiting(ids(entries).get(1))).isPresent();
    }

    /** The row is what its callbacks are recovered by: one whose insert was under way would have no node, and be nobody's. */
    @Test
    default void aNodeThatLeavesWhileItWritesLeavesItsRowToASurvivor() {
        NodeId node = node();
        NodeId survivor = node();
        List<Entry> late = SAMPLES.many(1, profile(1));
        world().held().hold();
        Future<Void> append = world().held().journal().append(node, late);
        world().held().awaitHeld(1);
        Await.result(world().nodes().remove(node, node));
        world().held().letGo();
        Await.result(append);

        assertThat(all()).contains(node);
        assertThat(fence(node, survivor, survivor)).isTrue();
        assertThat(recover(node, survivor).recovered()).isEqualTo(1);
    }

    @Test
    default void aClaimUnderWayIsFreedByTheTakeOverThatFollows() {
        NodeId dead = node();
        NodeId survivor = node();
        CallbackId id = scheduled(dead, profile(1));
        world().held().hold();
        var claimed = world().held().backlog().claim(dead, java.util.Map.of(profile(1), 1), LATER);
        world().held().awaitHeld(1);
        assertThat(claim(survivor, profile(1))).isEmpty();
        assertThat(fence(dead, survivor, survivor)).isFalse();
        world().held().letGo();
        assertThat(Await.result(claimed)).hasSize(1);

        assertThat(fence(dead, survivor, survivor)).isTrue();
        Await.result(world().nodes().freeClaims(dead));

        assertThat(claim(survivor, profile(1)))
                .singleElement()
                .satisfies(one -> assertThat(one.callback().id()).isEqualTo(id));
    }
}
