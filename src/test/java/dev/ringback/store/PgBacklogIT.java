package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.backlog.BacklogStore.Claimed;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The backlog's contract in PostgreSQL, and nodes that want the same rows at once. */
class PgBacklogIT implements BacklogContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgBacklogIT.class);
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Override
    public PgStoreWorld world() {
        return world;
    }

    @Test
    void aClaimPassesByWhatAnotherHasInHand() {
        NodeId node = node();
        List<CallbackId> ids = waiting(node, profile(1), NOW, 3);
        SqlConnection other = world.session();
        PgStoreWorld.run(other, "begin");
        PgStoreWorld.run(
                other,
                "select 1 from backlog where callback_id = $1 for update",
                ids.get(0).value());

        assertThat(claim(node, profile(1), 2)).containsExactly(ids.get(1), ids.get(2));
        PgStoreWorld.end(other);
    }

    @Test
    void nodesThatClaimAtOnceNeverGetTheSameNorMoreThanTheirRoom() {
        NodeId first = node();
        List<NodeId> nodes = List.of(first, node(), node(), node());
        int rows = 600;
        waiting(first, profile(1), NOW, rows);
        waiting(first, profile(2), NOW, rows);
        List<CallbackId> all = new ArrayList<>();
        while (all.size() < 2 * rows) {
            List<Future<List<Claimed>>> claims = nodes.stream()
                    .map(node -> world.backlog().claim(node, Map.of(profile(1), 17, profile(2), 11), NOW))
                    .toList();
            int before = all.size();
            for (Future<List<Claimed>> claim : claims) {
                List<Claimed> claimed = Await.result(claim);
                assertThat(claimed.stream()
                                .filter(one -> one.callback().profile().equals(profile(1))))
                        .hasSizeLessThanOrEqualTo(17);
                assertThat(claimed.stream()
                                .filter(one -> one.callback().profile().equals(profile(2))))
                        .hasSizeLessThanOrEqualTo(11);
                claimed.forEach(one -> all.add(one.callback().id()));
            }
            assertThat(all.size()).isGreaterThan(before);
        }

        assertThat(all).doesNotHaveDuplicates().hasSize(2 * rows);
    }

    @Test
    void aCancelPassesByWhatIsBeingClaimed() {
        NodeId node = node();
        List<CallbackId> ids = waiting(node, profile(1), NOW, 3);
        SqlConnection claiming = world.session();
        PgStoreWorld.run(claiming, "begin");
        PgStoreWorld.run(
                claiming,
                "update backlog set claimed_by = $2 where callback_id = $1",
                ids.get(1).value(),
                node.value());

        assertThat(Await.result(world.backlog().cancel(node, profile(1), LATER, 10)))
                .isEqualTo(2);
        PgStoreWorld.end(claiming);

        assertThat(world.attempts(ids.get(1))).isEmpty();
        assertThat(world.waiting(ids.get(1)).orElseThrow().claimedBy()).contains(node);
    }

    @Test
    void cancelsAtOnceCancelEachOnce() {
        NodeId node = node();
        waiting(node, profile(1), NOW, 200);

        int cancelled = 0;
        for (int round = 0; round < 10; round++) {
            List<Future<Integer>> both = List.of(
                    world.backlog().cancel(node, profile(1), LATER, 30),
                    world.backlog().cancel(node, profile(1), LATER, 30));
            for (Future<Integer> one : both) {
                int some = Await.result(one);
                assertThat(some).isLessThanOrEqualTo(30);
                cancelled += some;
            }
        }

        assertThat(cancelled).isEqualTo(200);
        assertThat(world.counts(profile(1)).values()).containsExactly(200);
    }
}
