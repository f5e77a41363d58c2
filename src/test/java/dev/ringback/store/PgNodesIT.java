package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of nodes in PostgreSQL, and statements that are under way while another node looks. */
class PgNodesIT implements NodesContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgNodesIT.class);
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
    void aNodeIsNotFencedWhileItWrites() {
        NodeId dead = node();
        NodeId survivor = node();
        Entry entry = SAMPLES.fresh(profile(1));
        SqlConnection lost = world.writingAs(dead);
        PgStoreWorld.run(
                lost,
                "insert into callback (id, profile_id, node_number, data) values ($1, $2, (select number from node where id = $3), '')",
                entry.callback().id().value(),
                profile(1).value(),
                dead.value());

        assertThat(fence(dead, survivor, survivor)).isFalse();
        PgStoreWorld.end(lost);

        assertThat(fence(dead, survivor, survivor)).isTrue();
        assertThat(recoverAll(dead, survivor, 10)).isEqualTo(1);
        assertThat(world.waiting(entry.callback().id())).isPresent();
    }

    @Test
    void aStatementThatBeginsWhileTheNodeIsFencedWritesNothing() {
        NodeId dead = node();
        NodeId survivor = node();
        SqlConnection fencing = world.session();
        PgStoreWorld.run(fencing, "begin");
        PgStoreWorld.run(fencing, "select id from node where id = $1 for update", dead.value());
        List<Entry> late = SAMPLES.many(2, profile(1));
        Entry mixed = SAMPLES.scheduled(profile(1), LATER);

        Future<Void> append = world.journal().append(dead, late);
        Future<Void> other = world.anotherJournal().append(dead, List.of(mixed));
        world.awaitBlocked(2);
        PgStoreWorld.run(fencing, "update node set taken_by = $2 where id = $1", dead.value(), survivor.value());
        PgStoreWorld.end(fencing);

        assertThat(trouble(append)).isEqualTo(Trouble.Kind.FENCED);
        assertThat(trouble(other)).isEqualTo(Trouble.Kind.FENCED);
        assertThat(ids(late)).noneMatch(world::has);
        assertThat(world.has(mixed.callback().id())).isFalse();
    }

    @Test
    void aBeatDoesNotHinderWritesNorWritesABeat() {
        NodeId node = node();
        SqlConnection writing = world.writingAs(node);

        Await.result(world.nodes().beat(node, SAMPLES.uuid()));
        PgStoreWorld.end(writing);

        SqlConnection beating = world.session();
        PgStoreWorld.run(beating, "begin");
        PgStoreWorld.run(beating, "update node set beat = beat + 1 where id = $1", node.value());
        Await.result(world.journal().append(node, SAMPLES.many(1, profile(1))));
        PgStoreWorld.end(beating);
    }

    @Test
    void twoSurvivorsWhoseRecoveriesOverlapMakeOneRow() {
        NodeId dead = node();
        NodeId first = node();
        NodeId second = node();
        Entry entry = written(dead, 1).get(0);
        CallbackId id = entry.callback().id();
        assertThat(fence(dead, first, first)).isTrue();
        SqlConnection slow = world.session();
        PgStoreWorld.run(slow, "begin");
        PgStoreWorld.run(
                slow,
                "insert into backlog (callback_id, profile_id, due_at, number) values ($1, $2, 'epoch', 1)",
                id.value(),
                profile(1).value());
        assertThat(fence(dead, second, second)).isTrue();

        var recovered = world.nodes().recover(dead, second, Optional.empty(), LATER, 10);
        world.awaitBlocked(1);
        PgStoreWorld.end(slow);

        assertThat(Await.result(recovered).recovered()).isZero();
        assertThat(world.allWaiting()).isEqualTo(1);
    }

    @Test
    void theFirstFingerprintStays() {
        assertThat(Await.result(world.nodes().fingerprint("one"))).isEqualTo("one");
        assertThat(Await.result(world.nodes().fingerprint("two"))).isEqualTo("one");
        assertThat(Await.result(world.nodes().fingerprint("one"))).isEqualTo("one");
    }
}
