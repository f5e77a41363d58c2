package dev.ringback.store;

import static dev.ringback.store.Samples.NOW;
import static dev.ringback.store.Samples.ids;
import static dev.ringback.store.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.domain.Callback;
import dev.ringback.domain.CallbackId;
import dev.ringback.domain.NodeId;
import dev.ringback.domain.Uuid7;
import dev.ringback.flow.Trouble;
import dev.ringback.intake.Entry;
import dev.ringback.support.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal's contract in PostgreSQL, and what only a database can do to it. */
class PgJournalIT implements JournalContract {
    private static PgStoreWorld world;

    @BeforeAll
    static void open() {
        world = new PgStoreWorld(PgJournalIT.class);
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
    void keepsEveryFieldAsItCame() {
        Instant expiry = NOW.plusSeconds(7);
        var full = new Callback(new CallbackId(SAMPLES.uuid()), profile(1), "é", new byte[] {0, 1, -1}, expiry);
        var bare = new Callback(new CallbackId(SAMPLES.uuid()), profile(1), "", new byte[0], Instant.MAX);
        Entry.Beside nothing = SAMPLES.fresh(profile(1)).beside();
        NodeId node = node();

        Await.result(world.journal()
                .append(node, List.of(SAMPLES.entry(full, "ref", nothing), SAMPLES.entry(bare, "", nothing))));

        var rows = world.ask("select * from callback order by id").iterator();
        var first = rows.next();
        assertThat(first.getInteger("node_number")).isPositive();
        assertThat(first.getString("event")).isEqualTo("é");
        assertThat(first.getString("reference")).isEqualTo("ref");
        assertThat(first.getBuffer("data").getBytes()).containsExactly(0, 1, -1);
        assertThat(first.getOffsetDateTime("expires_at").toInstant()).isEqualTo(expiry);
        var second = rows.next();
        assertThat(second.getString("event")).isNull();
        assertThat(second.getString("reference")).isNull();
        assertThat(second.getBuffer("data").length()).isZero();
        assertThat(second.getOffsetDateTime("expires_at")).isNull();
    }

    @Test
    void aTextTheDatabaseRefusesRefusesItsBatchAndLeavesNothing() {
        NodeId node = node();
        Entry refused = SAMPLES.refused();
        List<Entry> fresh = List.of(SAMPLES.fresh(profile(1)), refused);
        List<Entry> mixed = List.of(SAMPLES.skipped(profile(1)), SAMPLES.ordered(profile(1), "k"), refused);
        Entry keyed = SAMPLES.keyed("refused", 1);
        Entry bad = SAMPLES.entry(
                SAMPLES.callback(profile(1)), "a\0b", SAMPLES.keyed("bad", 1).beside());

        assertThat(trouble(world.journal().append(node, fresh))).isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertThat(trouble(world.journal().append(node, mixed))).isEqualTo(Trouble.Kind.ROW_REFUSED);
        assertThat(trouble(world.journal().appendKeyed(node, List.of(keyed, bad))))
                .isEqualTo(Trouble.Kind.ROW_REFUSED);

        assertThat(world.ask("select 1 from callback union all select 1 from attempt union all select 1 from backlog "
                                + "union all select 1 from order_key union all select 1 from idempotency_key")
                        .size())
                .isZero();
        Await.result(world.journal().append(node, List.of(fresh.get(0))));
    }

    @Test
    void anExpiryBeyondAllTimesIsStillFarAhead() {
        NodeId node = node();
        for (String far : new String[] {"+294277-01-10T00:00:00Z", "+999999999-12-30T00:00:00Z"}) {
            var callback =
                    new Callback(new CallbackId(SAMPLES.uuid()), profile(1), "", new byte[0], Instant.parse(far));
            Await.result(world.journal().append(node, List.of(SAMPLES.fresh(callback))));
        }

        assertThat(world.ask("select 1 from callback where expires_at > '9000-01-01'")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aKeyTooLongForItsIndexIsTheRowsFault() {
        var chance = new java.util.Random(1);
        String endless = IntStream.range(0, 20_000)
                .mapToObj(i -> Character.toString(0x4e00 + chance.nextInt(20_000)))
                .reduce("", String::concat);

        assertThat(trouble(world.journal().append(node(), List.of(SAMPLES.ordered(profile(1), endless)))))
                .isEqualTo(Trouble.Kind.ROW_REFUSED);
    }

    @Test
    void aMissingPartitionIsNoFaultOfTheRow() {
        var tomorrow = new CallbackId(Uuid7.of(NOW.plus(Duration.ofDays(10)).toEpochMilli(), 0, 0));
        var callback = new Callback(tomorrow, profile(1), "", new byte[0], Instant.MAX);

        assertThat(trouble(world.journal().append(node(), List.of(SAMPLES.fresh(callback)))))
                .isEqualTo(Trouble.Kind.UNAVAILABLE);
    }

    @Test
    void findWaitsForAWriteThatIsUnderWay() {
        NodeId node = node();
        Entry entry = SAMPLES.fresh(profile(1));
        SqlConnection lost = world.writingAs(node);
        PgStoreWorld.run(
                lost,
                "insert into callback (id, profile_id, node_number, data) values ($1, $2, 1, '')",
                JournalContract.id(entry).value(),
                profile(1).value());

        var found = world.journal().findWritten(node, List.of(JournalContract.id(entry)));
        world.awaitBlocked(1);
        assertThat(found.isComplete()).isFalse();
        PgStoreWorld.end(lost);

        assertThat(Await.result(found)).containsExactly(JournalContract.id(entry));
    }

    /** A busy node always has some statement under way; a find that waits for a moment without one may wait forever. */
    @Test
    void findNeedsNoMomentWithoutWrites() {
        NodeId node = node();
        Entry entry = SAMPLES.fresh(profile(1));
        Await.result(world.journal().append(node, List.of(entry)));
        SqlConnection one = world.writingAs(node);

        var found = world.journal().findWritten(node, List.of(JournalContract.id(entry)));
        for (int turn = 0; turn < 20 && !found.isComplete(); turn++) {
            SqlConnection next = world.writingAs(node);
            PgStoreWorld.end(one);
            one = next;
        }
        boolean done = found.isComplete();
        PgStoreWorld.end(one);

        assertThat(Await.result(found)).hasSize(1);
        assertThat(done).isTrue();
    }

    @Test
    void twoFlushesWithTheSameKeysInOtherOrdersDoNotBlockEachOther() {
        NodeId node = node();
        var journals = List.of(world.journal(), world.anotherJournal(), world.anotherJournal());
        for (int round = 0; round < 20; round++) {
            int turn = round;
            List<Future<List<dev.ringback.intake.JournalStore.KeyHolder>>> flushes = new ArrayList<>();
            List<List<Entry>> asked = new ArrayList<>();
            for (var journal : journals) {
                List<Entry> entries = new ArrayList<>(IntStream.range(0, 100)
                        .mapToObj(i -> SAMPLES.keyed("round-" + turn + "-" + i, 1))
                        .toList());
                Collections.shuffle(entries, new java.util.Random(round * 31L + asked.size()));
                asked.add(entries);
                flushes.add(journal.appendKeyed(node, entries));
            }
            flushes.forEach(Await::result);

            long written = asked.stream()
                    .flatMap(entries -> ids(entries).stream())
                    .filter(world::has)
                    .count();
            assertThat(written).isEqualTo(100);
        }
    }

    @Test
    void aKeyWaitsForTheFlushThatTakesIt() {
        NodeId node = node();
        SqlConnection first = world.session();
        PgStoreWorld.run(first, "begin");
        Entry entry = SAMPLES.keyed("contended", 1);
        PgStoreWorld.run(
                first,
                "insert into idempotency_key values ('default', 'contended', $1, $2, 'infinity')",
                io.vertx.core.buffer.Buffer.buffer(Samples.hash(7)),
                SAMPLES.uuid());

        var answer = world.journal().appendKeyed(node, List.of(entry));
        world.awaitBlocked(1);
        PgStoreWorld.end(first);

        assertThat(Await.result(answer).get(0).requestHash()).isEqualTo(Samples.hash(7));
        assertThat(world.has(JournalContract.id(entry))).isFalse();
    }

    @Test
    void dropsExpiredKeysOnly() {
        NodeId node = node();
        Await.result(world.journal().appendKeyed(node, List.of(SAMPLES.keyed("a", 1))));
        world.at(NOW.plusSeconds(1));
        Await.result(world.journal().appendKeyed(node, List.of(SAMPLES.keyed("b", 1))));

        Await.result(world.journal().dropExpiredKeys(NOW.plus(Duration.ofHours(StoreWorld.KEYS_KEPT_HOURS))));

        assertThat(world.ask("select key from idempotency_key")
                        .iterator()
                        .next()
                        .getString("key"))
                .isEqualTo("b");
        assertThat(world.ask("select key from idempotency_key").size()).isEqualTo(1);
    }
}
