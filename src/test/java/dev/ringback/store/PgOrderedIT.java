package dev.ringback.store;

import static dev.ringback.store.Samples.LATER;
import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Verdict;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of lines in PostgreSQL, and flushes, promotions and clean-ups that meet. */
class PgOrderedIT implements OrderedContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgOrderedIT.class);
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

    private int keys() {
        return world.ask("select 1 from order_key").size();
    }

    private void dropIdleKeys(Instant touchedBefore) {
        Await.result(world.backlog().dropIdleKeys(touchedBefore));
    }

    @Test
    void keysAreDroppedWhenNothingIsInTheirLine() {
        NodeId node = node();
        line(node, "a", 1);
        line(node, "b", 1);
        assertThat(promote(NOW)).isEqualTo(2);
        record(node, claim(node).get(0), Verdict.DELIVERED);

        dropIdleKeys(NOW);
        assertThat(keys()).isEqualTo(2);
        dropIdleKeys(LATER);
        assertThat(keys()).isEqualTo(1);

        List<CallbackId> again = line(node, "a", 1);
        assertThat(keys()).isEqualTo(2);
        assertThat(promote(NOW)).isEqualTo(1);
        assertThat(claimIds(node)).containsExactlyElementsOf(again);
    }

    /** A flush holds the key's row; the clean-up that saw an empty line must see that it was touched. */
    @Test
    void aKeyThatIsJustTouchedIsKept() {
        NodeId node = node();
        line(node, "a", 1);
        assertThat(promote(NOW)).isEqualTo(1);
        record(node, claim(node).get(0), Verdict.DELIVERED);
        SqlConnection flush = world.session();
        PgStoreWorld.run(flush, "begin");
        PgStoreWorld.run(flush, "update order_key set touched_at = '2026-11-22T12:10:00Z'");
        PgStoreWorld.run(
                flush,
                "insert into backlog (callback_id, profile_id, due_at, number, sequence, order_key) "
                        + "values ($1, $2, 'infinity', 1, nextval('backlog_sequence'), 'a')",
                SAMPLES.uuid(),
                profile(1).value());

        Future<Void> drop = world.backlog().dropIdleKeys(LATER);
        // It may wait for the flush or pass it by.
        Future<Integer> promoted = drop.compose(done -> world.backlog().promoteOrdered(NOW, 10));
        PgStoreWorld.end(flush);

        Await.result(drop);
        Await.result(promoted);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void aFlushThatFindsItsKeyBeingDroppedMakesItAgain() {
        NodeId node = node();
        line(node, "a", 1);
        assertThat(promote(NOW)).isEqualTo(1);
        record(node, claim(node).get(0), Verdict.DELIVERED);
        SqlConnection drop = world.session();
        PgStoreWorld.run(drop, "begin");
        PgStoreWorld.run(drop, "delete from order_key");
        Entry entry = SAMPLES.ordered(profile(1), "a");

        Future<Void> flush = world.journal().append(node, List.of(entry));
        world.awaitBlocked(1);
        PgStoreWorld.end(drop);
        Await.result(flush);

        assertThat(promote(NOW)).isEqualTo(1);
        assertThat(claimIds(node)).containsExactly(entry.callback().id());
    }

    /** Places are drawn under the key's row: a later place is never seen before an earlier one. */
    @Test
    void aFlushDrawsItsPlacesOnlyWhenItHasTheKey() {
        NodeId node = node();
        line(node, "a", 1);
        SqlConnection other = world.session();
        PgStoreWorld.run(other, "begin");
        PgStoreWorld.run(other, "update order_key set touched_at = touched_at");
        Entry second = SAMPLES.ordered(profile(1), "a");
        var key = new Entry.IdempotencyKey("ordered", Samples.hash(1));
        Entry keyed = SAMPLES.entry(
                profile(1), new Entry.Beside(java.util.Optional.of(NOW), "a", false, java.util.Optional.of(key)));

        Future<Void> flush = world.journal().append(node, List.of(second));
        Future<?> keyedFlush = world.anotherJournal().appendKeyed(node, List.of(keyed));
        world.awaitBlocked(2);
        CallbackId first = new CallbackId(SAMPLES.uuid());
        PgStoreWorld.run(
                other,
                "insert into backlog (callback_id, profile_id, due_at, number, sequence, order_key) "
                        + "values ($1, $2, 'infinity', 1, nextval('backlog_sequence'), 'a')",
                first.value(),
                profile(1).value());
        PgStoreWorld.end(other);
        Await.result(flush);
        Await.result(keyedFlush);

        var order =
                world.ask("select callback_id from backlog order by sequence").iterator();
        order.next();
        assertThat(order.next().getUUID("callback_id")).isEqualTo(first.value());
    }

    @Test
    void nodesThatPromoteAtOnceDoNotHinderEachOther() {
        NodeId node = node();
        for (int i = 0; i < 50; i++) {
            line(node, "k" + i, 2);
        }
        SqlConnection other = world.session();
        PgStoreWorld.run(other, "begin");
        PgStoreWorld.run(
                other,
                "update backlog set due_at = '2026-11-22T12:00:00Z' where callback_id in "
                        + "(select callback_id from backlog order by sequence limit 1)");

        assertThat(promote(NOW)).isEqualTo(49);
        PgStoreWorld.end(other);

        assertThat(promote(NOW)).isZero();
        assertThat(claim(node)).hasSize(50);
    }

    @Test
    void aLongLineIsAsQuickAsAShortOne() {
        NodeId node = node();
        line(node, "short", 1);
        world.run("insert into order_key values ('" + profile(2).value() + "', 'long', '2026-11-22T12:00:00Z')");
        world.run("insert into backlog (callback_id, profile_id, due_at, number, sequence, order_key) "
                + "select gen_random_uuid(), '" + profile(2).value()
                + "', 'infinity', 1, nextval('backlog_sequence'), 'long' from generate_series(1, 50000)");
        world.run("analyze backlog, order_key");

        assertThat(promote(NOW)).isEqualTo(2);
        var lines = new ArrayList<String>();
        world.ask("explain (analyze, costs off, timing off, summary off) "
                        + Sql.load("backlog")
                                .get("promote_ordered")
                                .replace("$1", "'2026-11-22T12:00:00Z'")
                                .replace("$2", "100"))
                .forEach(row -> lines.add(row.getString(0)));
        assertThat(String.join("\n", lines)).contains("backlog_ordered").doesNotContain("Seq Scan on backlog");
    }
}
