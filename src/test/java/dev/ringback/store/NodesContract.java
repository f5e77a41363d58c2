package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.fresh;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cluster.NodeStore.Member;
import dev.ringback.cluster.NodeStore.Portion;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of nodes does. */
interface NodesContract {
    Samples SAMPLES = new Samples();

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default boolean fence(NodeId dead, NodeId survivor, NodeId... alive) {
        return Await.result(world().nodes().fence(dead, survivor, List.of(alive)));
    }

    default Trouble.Kind trouble(Future<?> future) {
        return ((Trouble) Await.failure(future)).kind();
    }

    default List<NodeId> all() {
        return Await.result(world().nodes().nodes()).stream().map(Member::node).toList();
    }

    default List<Entry> written(NodeId node, int count) {
        List<Entry> entries = SAMPLES.many(count, profile(1));
        Await.result(world().journal().append(node, entries));
        return entries;
    }

    /** All portions, each followed by a move of the mark. */
    default int recoverAll(NodeId dead, NodeId survivor, int portion) {
        int recovered = 0;
        Optional<CallbackId> after = Optional.empty();
        while (true) {
            Portion done = Await.result(world().nodes().recover(dead, survivor, after, LATER, portion));
            recovered += done.recovered();
            if (done.last().isEmpty()) {
                return recovered;
            }
            after = done.last();
            Await.result(world().nodes().moveMark(dead, survivor, after.get()));
        }
    }

    @Test
    default void aNodeIsListedWithItsBeat() {
        NodeId node = node();

        Await.result(world().nodes().beat(node, new UUID(0, 0)));

        assertThat(Await.result(world().nodes().nodes()))
                .containsExactly(new Member(node, "here", 1, Optional.empty(), NOW));
    }

    @Test
    default void aNodeWithoutARowCannotBeat() {
        assertThat(trouble(world().nodes().beat(new NodeId(SAMPLES.uuid()), new UUID(0, 0))))
                .isEqualTo(Trouble.Kind.FENCED);
    }

    @Test
    default void aBeatNeverMovesTheMarkBack() {
        NodeId node = node();
        NodeId survivor = node();
        List<Entry> entries = written(node, 3);
        Await.result(world().nodes().beat(node, ids(entries).get(1).value()));

        Await.result(world().nodes().beat(node, ids(entries).get(0).value()));

        assertThat(fence(node, survivor, survivor)).isTrue();
        assertThat(recoverAll(node, survivor, 10)).isEqualTo(2);
        assertThat(world().waiting(ids(entries).get(0))).isEmpty();
        assertThat(world().waiting(ids(entries).get(1))).isPresent();
    }

    @Test
    default void aFencedNodeCannotBeatAndItsMarkStays() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> entries = written(dead, 2);
        assertThat(fence(dead, survivor, survivor)).isTrue();

        assertThat(trouble(world().nodes().beat(dead, ids(entries).get(1).value())))
                .isEqualTo(Trouble.Kind.FENCED);

        assertThat(recoverAll(dead, survivor, 10)).isEqualTo(2);
    }

    @Test
    default void oneOfTwoSurvivorsWins() {
        NodeId dead = node();
        NodeId one = node();
        NodeId two = node();

        var fences = Await.result(Future.all(
                        world().nodes().fence(dead, one, List.of(one, two)),
                        world().nodes().fence(dead, two, List.of(one, two))))
                .<Boolean>list();

        assertThat(fences).containsOnlyOnce(true).containsOnlyOnce(false);
    }

    @Test
    default void theNextSurvivorTakesOverFromADeadOne() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        assertThat(fence(dead, first, first, second)).isTrue();

        assertThat(fence(dead, second, first, second)).isFalse();
        assertThat(fence(dead, second, second)).isTrue();
        assertThat(fence(dead, first, first)).as("nobody lives for this one").isTrue();
    }

    /** Its first attempt failed in the middle: the database was away. */
    @Test
    default void aSurvivorGoesOnWithItsOwnTakeOver() {
        NodeId dead = node();
        NodeId survivor = node();
        assertThat(fence(dead, survivor, survivor)).isTrue();

        assertThat(fence(dead, survivor, survivor)).isTrue();
    }

    @Test
    default void whatIsUnsettledIsRecoveredOnceWithItsNextNumber() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> fresh = written(dead, 2);
        Entry delivered = written(dead, 1).get(0);
        Entry failed = written(dead, 1).get(0);
        Entry retried = written(dead, 1).get(0);
        Entry skipped = SAMPLES.skipped(profile(1));
        Entry scheduled = SAMPLES.scheduled(profile(2), NOW.plusSeconds(5));
        Entry ordered = SAMPLES.ordered(profile(3), "k");
        Await.result(world().journal().append(dead, List.of(skipped, scheduled, ordered)));
        record(dead, delivered, Verdict.DELIVERED);
        record(dead, failed, Verdict.FAILED);
        record(dead, retried, Verdict.retryAt(NOW.plusSeconds(7)));
        List<Entry> others = written(survivor, 3);
        assertThat(fence(dead, survivor, survivor)).isTrue();

        assertThat(recoverAll(dead, survivor, 2)).isEqualTo(2);
        assertThat(recoverAll(dead, survivor, 2)).isZero();

        assertThat(ids(fresh))
                .allSatisfy(id ->
                        assertThat(world().waiting(id)).contains(new StoreWorld.Waiting(LATER, 1, Optional.empty())));
        assertThat(List.of(delivered, failed, skipped))
                .allSatisfy(entry ->
                        assertThat(world().waiting(entry.callback().id())).isEmpty());
        assertThat(world().waiting(retried.callback().id()))
                .contains(new StoreWorld.Waiting(NOW.plusSeconds(7), 2, Optional.empty()));
        assertThat(world().waiting(scheduled.callback().id()).orElseThrow().dueAt())
                .isEqualTo(NOW.plusSeconds(5));
        assertThat(world().waiting(ordered.callback().id()).orElseThrow().dueAt())
                .isAfter(LATER);
        assertThat(ids(others)).allSatisfy(id -> assertThat(world().waiting(id)).isEmpty());
    }

    default void record(NodeId node, Entry entry, Verdict verdict) {
        Await.result(world().ledger().record(node, List.of(tried(fresh(entry), verdict)), LATER));
    }

    @Test
    default void anotherGoesOnWhereASurvivorDied() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        List<Entry> entries = written(dead, 10);
        assertThat(fence(dead, first, first, second)).isTrue();
        Portion portion = Await.result(world().nodes().recover(dead, first, Optional.empty(), LATER, 4));
        assertThat(portion).isEqualTo(new Portion(4, 4, Optional.of(ids(entries).get(3))));
        Await.result(world().nodes().moveMark(dead, first, ids(entries).get(3)));
        Await.result(world().nodes().recover(dead, first, portion.last(), LATER, 2));

        assertThat(fence(dead, second, second)).isTrue();
        assertThat(recoverAll(dead, second, 4)).isEqualTo(4);
        Await.result(world().nodes().remove(dead, second));

        assertThat(world().allWaiting()).isEqualTo(10);
        assertThat(all()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void aSurvivorThatLostTheTakeOverDoesNothingMore() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        List<Entry> entries = written(dead, 3);
        assertThat(fence(dead, first, first)).isTrue();
        assertThat(fence(dead, second, second)).isTrue();

        Portion portion = Await.result(world().nodes().recover(dead, first, Optional.empty(), LATER, 10));
        Await.result(world().nodes().moveMark(dead, first, ids(entries).get(2)));
        Await.result(world().nodes().remove(dead, first));

        assertThat(portion).isEqualTo(new Portion(0, 0, Optional.empty()));
        assertThat(recoverAll(dead, second, 10)).isEqualTo(3);
    }

    @Test
    default void aLivingNodeIsNotRecovered() {
        NodeId node = node();
        NodeId other = node();
        written(node, 3);

        assertThat(Await.result(world().nodes().recover(node, other, Optional.empty(), LATER, 10))
                        .seen())
                .isZero();
        Await.result(world().nodes().remove(node, other));

        assertThat(all()).contains(node);
        assertThat(world().allWaiting()).isZero();
    }

    @Test
    default void theClaimsOfTheDeadAreFreed() {
        NodeId dead = node();
        NodeId survivor = node();
        Entry theirs = SAMPLES.scheduled(profile(1), NOW);
        Entry ours = SAMPLES.scheduled(profile(2), NOW);
        Await.result(world().journal().append(dead, List.of(theirs, ours)));
        Await.result(world().backlog().claim(dead, Map.of(profile(1), 5), LATER));
        Await.result(world().backlog().claim(survivor, Map.of(profile(2), 5), LATER));
        assertThat(fence(dead, survivor, survivor)).isTrue();

        Await.result(world().nodes().freeClaims(dead));

        assertThat(world().waiting(theirs.callback().id()).orElseThrow().claimedBy())
                .isEmpty();
        assertThat(world().waiting(ours.callback().id()).orElseThrow().claimedBy())
                .contains(survivor);
    }

    @Test
    default void aNodeThatLeavesTakesItsRowAlong() {
        NodeId node = node();
        NodeId other = node();

        Await.result(world().nodes().remove(node, node));

        assertThat(all()).containsExactly(other);
    }

    /** The survivor is in the middle of recovering what that node had: without the row it would find nothing more. */
    @Test
    default void aFencedNodeThatLeavesLeavesItsRow() {
        NodeId dead = node();
        NodeId survivor = node();
        written(dead, 3);
        assertThat(fence(dead, survivor, survivor)).isTrue();

        Await.result(world().nodes().remove(dead, dead));

        assertThat(recoverAll(dead, survivor, 10)).isEqualTo(3);
    }

    @Test
    default void aNodeThatLeavesSomethingUnsettledLeavesItsRowToASurvivor() {
        NodeId node = node();
        NodeId survivor = node();
        List<Entry> entries = written(node, 2);
        record(node, entries.get(0), Verdict.DELIVERED);

        Await.result(world().nodes().remove(node, node));
        assertThat(fence(node, survivor, survivor)).isTrue();
        assertThat(recoverAll(node, survivor, 10)).isEqualTo(1);

        NodeId tidy = node();
        written(tidy, 2).forEach(entry -> record(tidy, entry, Verdict.retryAt(LATER)));
        Await.result(world().nodes().remove(tidy, tidy));
        assertThat(all()).doesNotContain(tidy);
    }

    /** Nobody would ever free them. */
    @Test
    default void aNodeThatHasClaimsLeavesItsRowToASurvivor() {
        NodeId node = node();
        Entry entry = SAMPLES.scheduled(profile(1), NOW);
        Await.result(world().journal().append(node, List.of(entry)));
        Await.result(world().backlog().claim(node, Map.of(profile(1), 1), LATER));

        Await.result(world().nodes().remove(node, node));
        assertThat(all()).containsExactly(node);

        Await.result(world().nodes().freeClaims(node));
        Await.result(world().nodes().remove(node, node));
        assertThat(all()).isEmpty();
        assertThat(world().waiting(entry.callback().id()).orElseThrow().claimedBy())
                .isEmpty();
    }

    @Test
    default void theFencedWriteNothingMore() {
        NodeId dead = node();
        NodeId survivor = node();
        List<Entry> before = written(dead, 1);
        assertThat(fence(dead, survivor, survivor)).isTrue();
        List<Entry> late = new ArrayList<>(SAMPLES.many(1, profile(1)));

        assertThat(trouble(world().journal().append(dead, late))).isEqualTo(Trouble.Kind.FENCED);
        assertThat(Await.result(world().backlog().claim(dead, Map.of(profile(1), 1), LATER)))
                .isEmpty();
        assertThat(recoverAll(dead, survivor, 10)).isEqualTo(1);
        Await.result(world().nodes().remove(dead, survivor));
        assertThat(trouble(world().journal().append(dead, late))).isEqualTo(Trouble.Kind.FENCED);

        assertThat(world().has(ids(late).get(0))).isFalse();
        assertThat(world().waiting(ids(before).get(0))).isPresent();
    }
}
