package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.claimed;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static dev.ringback.store.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every backlog store does with callbacks that wait in the line of a key: one after the other. */
interface OrderedContract {
    Samples SAMPLES = new Samples();

    StoreWorld world();

    default NodeId node() {
        return world().register(SAMPLES);
    }

    default List<CallbackId> line(NodeId node, String key, int count) {
        List<Entry> entries = IntStream.range(0, count)
                .mapToObj(i -> SAMPLES.ordered(profile(1), key))
                .toList();
        Await.result(world().journal().append(node, entries));
        return ids(entries);
    }

    default int promote(Instant now) {
        return Await.result(world().backlog().promoteOrdered(now, 100));
    }

    default List<Claimed> claim(NodeId node) {
        return Await.result(world().backlog().claim(node, Map.of(profile(1), 100), LATER));
    }

    default List<CallbackId> claimIds(NodeId node) {
        return claim(node).stream().map(claimed -> claimed.callback().id()).toList();
    }

    default void record(NodeId node, Claimed claimed, Verdict verdict) {
        Await.result(world().ledger().record(node, List.of(tried(claimed(claimed), verdict)), NOW));
    }

    @Test
    default void onlyTheFirstOfEachKeyIsDue() {
        NodeId node = node();
        List<CallbackId> a = line(node, "a", 3);
        List<CallbackId> b = line(node, "b", 3);

        assertThat(claim(node)).isEmpty();
        assertThat(promote(NOW)).isEqualTo(2);
        assertThat(promote(NOW)).isZero();

        assertThat(claimIds(node)).containsExactly(a.get(0), b.get(0));
        assertThat(promote(NOW)).isZero();
        assertThat(claim(node)).isEmpty();
    }

    @Test
    default void theNextFollowsWhenTheFirstIsFinal() {
        NodeId node = node();
        List<CallbackId> ids = line(node, "a", 3);
        List<CallbackId> sent = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.DELIVERED, Verdict.FAILED, Verdict.EXPIRED)) {
            assertThat(promote(NOW)).isEqualTo(1);
            Claimed head = claim(node).get(0);
            sent.add(head.callback().id());
            record(node, head, verdict);
        }

        assertThat(sent).isEqualTo(ids);
        assertThat(promote(NOW)).isZero();
        assertThat(world().allWaiting()).isZero();
    }

    @Test
    default void aFirstThatIsRetriedOrPostponedHoldsUpItsLine() {
        NodeId node = node();
        List<CallbackId> ids = line(node, "a", 2);
        assertThat(promote(NOW)).isEqualTo(1);
        record(node, claim(node).get(0), Verdict.retryAt(NOW.plusSeconds(1)));
        assertThat(promote(NOW)).isZero();

        Claimed again = claim(node).get(0);
        assertThat(again.callback().id()).isEqualTo(ids.get(0));
        assertThat(again.number()).isEqualTo(2);
        Await.result(world().ledger().postpone(node, List.of(Samples.postponed(claimed(again), LATER))));
        assertThat(promote(NOW)).isZero();
        assertThat(claimIds(node)).containsExactly(ids.get(0));

        world().freeClaims(node, List.of());
        assertThat(promote(NOW)).isZero();
        assertThat(claimIds(node)).containsExactly(ids.get(0));
    }

    @Test
    default void theOrderOfALineIsTheOrderOfTheRequestsAlsoOverFlushes() {
        NodeId node = node();
        List<CallbackId> ids = new ArrayList<>();
        for (int flush = 0; flush < 5; flush++) {
            ids.addAll(line(node, "a", 40));
        }
        List<CallbackId> sent = new ArrayList<>();
        while (promote(NOW) == 1) {
            Claimed head = claim(node).get(0);
            sent.add(head.callback().id());
            record(node, head, Verdict.DELIVERED);
        }

        assertThat(sent).isEqualTo(ids);
    }

    @Test
    default void noMoreThanAskedForAreMadeDue() {
        NodeId node = node();
        for (int key = 0; key < 10; key++) {
            line(node, "k" + key, 2);
        }

        assertThat(Await.result(world().backlog().promoteOrdered(NOW, 4))).isEqualTo(4);
        assertThat(Await.result(world().backlog().promoteOrdered(NOW, 100))).isEqualTo(6);
        assertThat(claim(node)).hasSize(10);
    }

    @Test
    default void theSameKeyOfAnotherProfileIsAnotherLine() {
        NodeId node = node();
        line(node, "a", 1);
        Await.result(world().journal().append(node, List.of(SAMPLES.ordered(profile(2), "a"))));

        assertThat(promote(NOW)).isEqualTo(2);
    }

    @Test
    default void aCancelledLineIsGone() {
        NodeId node = node();
        line(node, "a", 3);
        assertThat(promote(NOW)).isEqualTo(1);

        assertThat(Await.result(world().backlog().cancel(node, profile(1), NOW, 10)))
                .isEqualTo(3);

        assertThat(promote(NOW)).isZero();
    }
}
